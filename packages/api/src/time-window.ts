import type { BoardCursor } from '@depesche/pipeline/survey'
import type { Context } from 'hono'
import { problem } from './problem.ts'

/** What a reading of the board asks for. */
export interface Window {
  readonly since: number
  readonly cursor?: BoardCursor
}

/** A line's sort key on the board: `{time}#{upload}`. */
export const isBoardCursor = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-f]{32}$/.test(text)

/** `since` and `cursor` of a request, or the problem with them. */
export function windowIn(context: Context): Window | Response {
  const { since: sinceText = '', cursor } = context.req.query()
  const since = /^\d{4}-\d\d-\d\dT/.test(sinceText) ? Date.parse(sinceText) : Number.NaN
  if (Number.isNaN(since)) return problem(context, 'since-invalid', '"since" is a time in ISO 8601, e.g. 2026-11-24T08:00:00Z.')
  if (cursor !== undefined && !isBoardCursor(cursor))
    return problem(context, 'cursor-invalid', '"cursor" is the "next" of an earlier answer.')
  return { since, ...(cursor === undefined ? {} : { cursor }) }
}

/** What a page of the board ends at: so many lines, or so long (API Gateway waits 30 seconds). */
export const PAGE_LINES = 50
export const PAGE_MS = 10_000
