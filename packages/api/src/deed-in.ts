import type { Deed, DeedKind } from '@depesche/pipeline/ledger/decision'
import type { Mark } from '@depesche/pipeline/ledger/mark'
import { instantIn } from './instant-in.ts'
import { isObject, unknownField } from './json-body.ts'
import { faultOfReason } from './said.ts'

type Edit = Extract<Deed, { readonly kind: 'edit' }>
/** Passages as a desk writes them: their markup is put back where their words still stand. */
export type AskedEdit = Omit<Edit, 'mark' | 'passages'> & {
  readonly mark?: Mark
  readonly passages: readonly { readonly at: number; readonly text: string }[]
}
type OnWords = Exclude<Extract<Deed, { readonly mark: Mark }>, Edit>
type Unmarked<D> = D extends OnWords ? Omit<D, 'mark'> & { readonly mark?: Mark } : D
/** A deed as a desk asks for it: of a language without a mark, its words as they stand are meant. */
export type AskedDeed = Unmarked<Exclude<Deed, Edit>> | AskedEdit

type Fields = Readonly<Record<string, unknown>>
/** Reads a deed of one kind from its fields; a text: what is wrong with them. */
type Read = (fields: Fields, now: number) => AskedDeed | string

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z]{2})?$/

const READERS: Readonly<Record<DeedKind, { readonly fields: readonly string[]; readonly read: Read }>> = {
  kill: { fields: ['reason'], read: kill },
  revive: { fields: ['reason'], read: (fields) => withReason({ kind: 'revive' }, fields) },
  hold: { fields: ['reason'], read: (fields) => withReason({ kind: 'hold' }, fields) },
  release: { fields: [], read: () => ({ kind: 'release' }) },
  approve: { fields: [], read: () => ({ kind: 'approve' }) },
  'approve-language': { fields: ['language', 'mark'], read: (fields) => onWords({ kind: 'approve-language' }, fields) },
  edit: { fields: ['language', 'mark', 'passages'], read: edit },
  reject: { fields: ['language', 'mark', 'reason'], read: reject },
  embargo: { fields: ['until'], read: embargo },
  expire: { fields: ['at'], read: expire },
}

/** The deed that a body names, each field checked; a text: what is wrong with it, in a sentence. */
export function deedIn(value: unknown, now: number): AskedDeed | string {
  if (!isObject(value)) return '"deed" is an object like {"kind": "hold"}.'
  const { kind, ...fields } = value
  const reader = typeof kind === 'string' && Object.hasOwn(READERS, kind) ? READERS[kind as DeedKind] : undefined
  if (reader === undefined) return `"deed.kind" is one of: ${Object.keys(READERS).join(', ')}.`
  const unknown = unknownField(fields, reader.fields)
  return unknown === undefined ? reader.read(fields, now) : `"deed" of kind "${kind}": ${unknown}`
}

function kill({ reason }: Fields): AskedDeed | string {
  const fault = faultOfReason(reason)
  return fault === undefined ? { kind: 'kill', reason: reason as string } : `"deed.reason" is needed, and partners read it: ${fault}.`
}

function withReason<D extends AskedDeed>(deed: D, { reason }: Fields): D | string {
  if (reason === undefined) return deed
  const fault = faultOfReason(reason)
  return fault === undefined ? { ...deed, reason: reason as string } : `"deed.reason": ${fault}.`
}

/** Passages of one edit, at most, and characters of one. */
const MOST_PASSAGES = 200
const LONGEST = 4_000

function edit(fields: Fields): AskedDeed | string {
  const deed = onWords({ kind: 'approve-language' }, fields)
  if (typeof deed === 'string') return deed
  const { passages } = fields
  const isPassage = (each: unknown): each is { readonly at: number; readonly text: string } =>
    isObject(each) &&
    unknownField(each, ['at', 'text']) === undefined &&
    Number.isSafeInteger(each.at) &&
    (each.at as number) >= 0 &&
    typeof each.text === 'string' &&
    each.text.trim() !== '' &&
    each.text.length <= LONGEST
  if (!Array.isArray(passages) || passages.length === 0 || passages.length > MOST_PASSAGES || !passages.every(isPassage))
    return `"deed.passages" is a list of {"at": which passage, from 0, "text": how it reads now}, each text of 1 to ${LONGEST} characters.`
  return { ...deed, kind: 'edit', passages }
}

function reject(fields: Fields): AskedDeed | string {
  const deed = onWords({ kind: 'reject' }, fields)
  return typeof deed === 'string' ? deed : withReason(deed, fields)
}

function onWords<K extends OnWords['kind']>({ kind }: { readonly kind: K }, { language, mark }: Fields) {
  if (typeof language !== 'string' || !LANGUAGE.test(language)) return '"deed.language" is a tag like "fr" or "de-CH".'
  if (mark === undefined) return { kind, language }
  if (!isMark(mark))
    return '"deed.mark" is {"version": …, "edition": …} of the words that were read; without it those that stand are meant.'
  return { kind, language, mark: { version: mark.version, edition: mark.edition } }
}

function isMark(value: unknown): value is Mark {
  const isCount = (each: unknown) => Number.isSafeInteger(each) && (each as number) >= 0
  return isObject(value) && isCount(value.version) && isCount(value.edition) && unknownField(value, ['version', 'edition']) === undefined
}

const TIME = 'a time with its offset like "2026-11-24T18:00:00+01:00", or null'

function embargo({ until }: Fields, now: number): AskedDeed | string {
  if (until === null) return { kind: 'embargo', until }
  const at = instantIn(until)
  if (at === undefined) return `"deed.until" is ${TIME}, which lifts the embargo.`
  // a mistyped year would let the article out at once
  if (Date.parse(at) <= now) return '"deed.until" is past: null lifts the embargo.'
  return { kind: 'embargo', until: at }
}

function expire({ at: text }: Fields): AskedDeed | string {
  if (text === null) return { kind: 'expire', at: text }
  const at = instantIn(text)
  return at === undefined ? `"deed.at" is ${TIME} for never.` : { kind: 'expire', at }
}
