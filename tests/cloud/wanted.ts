/** What a story must have come to, from its uploads and the decisions about it alone: the latest to state a fact says it. */
import type { Decision, Deed } from '@depesche/pipeline/ledger/decision'
import type { Upload } from './uploads.ts'

/** An article as it must stand: its newest version, and why nothing of it leaves. */
export interface Wanted {
  readonly newest: Upload
  readonly version: number
  readonly killed: boolean
  readonly expired: boolean
  /** closed without a word to readers: held, withheld or embargoed */
  readonly closed: boolean
  /** by language: what a person last said of the newest version's words */
  readonly said: Readonly<Record<string, 'approved' | 'rejected'>>
}

interface Statement<T> {
  readonly value: T
  readonly set: Decision['set']
}

const order = (a: Decision['set'], b: Decision['set']) => a[0] - b[0] || a[1] - b[1]

/** The latest statement; between two of the same place the one that closes more. */
function latest<T>(statements: readonly Statement<T>[], none: T, closer: (a: T, b: T) => T): T {
  const last = statements.toSorted((a, b) => order(b.set, a.set))[0]
  if (last === undefined) return none
  return statements.filter(({ set }) => order(set, last.set) === 0).reduce((value, each) => closer(value, each.value), last.value)
}

/** `uploads`: all of the story; `decisions`: all about its article; `now`: when it is looked at (ms). */
export function wantedOf(uploads: readonly Upload[], decisions: readonly Decision[], now: number): Wanted {
  const newest = uploads.reduce((a, b) => ((b.version ?? 1) > (a.version ?? 1) ? b : a))
  const version = newest.version ?? 1
  const uploaded = <T>(pick: (upload: Upload) => T | undefined): Statement<T>[] =>
    uploads.flatMap((upload) => statement(pick(upload), [upload.version ?? 1, 0]))
  const decided = <T>(pick: (deed: Deed) => T | undefined): Statement<T>[] =>
    decisions.flatMap(({ deed, set }) => statement(pick(deed), set))
  const flag = (yes: string, no: string) => decided(({ kind }) => (kind === yes ? true : kind === no ? false : undefined))
  const either = (a: boolean, b: boolean) => a || b
  const killed = latest([...uploaded(({ deletes }) => deletes), ...flag('kill', 'revive')], false, either)
  const held = latest(flag('hold', 'release'), false, either)
  const embargoes = [
    ...uploaded(({ embargo }) => embargo),
    ...decided((deed) => (deed.kind === 'embargo' ? time(deed.until, 0) : undefined)),
  ]
  const expiries = decided((deed) => (deed.kind === 'expire' ? time(deed.at, Number.POSITIVE_INFINITY) : undefined))
  const approved = Math.max(0, ...decisions.filter(({ deed }) => deed.kind === 'approve').map(({ set }) => set[0]))
  return {
    newest,
    version,
    killed,
    expired: latest(expiries, Number.POSITIVE_INFINITY, Math.min) <= now,
    closed: held || latest(embargoes, 0, Math.max) > now || (newest.becomes !== 'article' && approved < version),
    said: saidOf(decisions, version),
  }
}

const statement = <T>(value: T | undefined, set: Decision['set']): Statement<T>[] => (value === undefined ? [] : [{ value, set }])
const time = (text: string | null, none: number) => (text === null ? none : Date.parse(text))

/** Of a language the last word counts; words of an older version are no longer there. */
function saidOf(decisions: readonly Decision[], version: number): Wanted['said'] {
  const said: Record<string, 'approved' | 'rejected'> = {}
  for (const { deed } of decisions.toSorted((a, b) => a.set[1] - b.set[1]))
    if ((deed.kind === 'approve-language' || deed.kind === 'reject') && deed.mark.version === version)
      said[deed.language] = deed.kind === 'reject' ? 'rejected' : 'approved'
  return said
}
