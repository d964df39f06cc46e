import type { Span } from '@depesche/article/model'
import type { ListPlace } from '@depesche/pipeline/ledger/memory-index'
import { type MemoryEntry, memoryPage, takeEntry } from '@depesche/pipeline/memory-entries'
import { isMaker, isNote } from '@depesche/pipeline/memory-tmx'
import type { Context } from 'hono'
import { answer, type DeskDoor } from './desk-door.ts'
import { isObject, jsonBody, unknownField } from './json-body.ts'
import { problem } from './problem.ts'

/** Entries of a page, and of a request that brings some. */
export const MEMORY_PAGE = 100
const MAX_BODY = 512 * 1024

/** What the translation memory holds, page by page: `after` is the `next` of the page before. */
export async function memory(io: DeskDoor, context: Context): Promise<Response> {
  const text = context.req.query('after')
  const after = text === undefined ? undefined : placeIn(text)
  if (text !== undefined && after === undefined) return problem(context, 'cursor-invalid', '"after" is the "next" of the page before.')
  const { entries, next } = await memoryPage(io.ports.table, io.ports.clock(), after, MEMORY_PAGE)
  return answer(context, { entries, ...(next ? { next: `${next.month}:${next.sort}` } : {}) })
}

/** Takes entries into the memory. Answers of each whether it was kept: what is too long is not. */
export async function memoryTaken(io: DeskDoor, context: Context): Promise<Response> {
  const body = await jsonBody(context, MAX_BODY)
  if (typeof body === 'string') return problem(context, 'memory-invalid', body)
  const unknown = unknownField(body, ['entries'])
  if (unknown !== undefined) return problem(context, 'memory-invalid', `In the body ${unknown}`)
  const { entries } = body
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > MEMORY_PAGE || !entries.every(isEntry))
    return problem(
      context,
      'memory-invalid',
      `"entries" is a list of 1 to ${MEMORY_PAGE} of {"from", "to", "source", "target", "notes", "maker", "at", "number"?}, as they are read here.`,
    )
  return answer(context, { kept: await Promise.all(entries.map((entry) => takeEntry(io.ports.table, entry))) })
}

function placeIn(text: string): ListPlace | undefined {
  const [, month, sort] = /^(\d{4}-\d\d):([0-9a-f]{64}#[^\0]{1,200})$/.exec(text) ?? []
  return month === undefined || sort === undefined ? undefined : { month, sort }
}

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z]{2})?$/
const isTime = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 1e14

function isEntry(value: unknown): value is MemoryEntry {
  return (
    isObject(value) &&
    unknownField(value, ['from', 'to', 'source', 'target', 'notes', 'maker', 'at', 'number']) === undefined &&
    [value.from, value.to].every((tag) => typeof tag === 'string' && LANGUAGE.test(tag)) &&
    [value.source, value.target].every((spans) => Array.isArray(spans) && spans.length > 0 && spans.every(isSpan)) &&
    Array.isArray(value.notes) &&
    value.notes.every(isNote) &&
    typeof value.maker === 'string' &&
    isMaker(value.maker) &&
    isTime(value.at) &&
    (value.number === undefined || isTime(value.number))
  )
}

const KINDS = ['emphasis', 'strong', 'subscript', 'superscript']

function isSpan(value: unknown): value is Span {
  return (
    isObject(value) &&
    unknownField(value, ['text', 'marks']) === undefined &&
    typeof value.text === 'string' &&
    (value.marks === undefined || (Array.isArray(value.marks) && value.marks.length > 0 && value.marks.every(isMark)))
  )
}

const isMark = (value: unknown) =>
  isObject(value) && (value.kind === 'link' ? typeof value.href === 'string' : KINDS.includes(String(value.kind)))
