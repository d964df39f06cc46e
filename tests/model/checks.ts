/** What must be true when nothing moves any more: the ledger against a simple reference, the feeds, the followers. */
import type { Decision, Deed } from '@depesche/pipeline/ledger/decision'
import type { Head } from '@depesche/pipeline/ledger/head'
import type { Entry, LanguageItem } from '@depesche/pipeline/ledger/shapes'
import type { Table } from '@depesche/pipeline/ports'
import type { Feed } from '@depesche/syndication/product'
import type { TestCopy } from '../lib/wire.ts'
import { isAllowed, isOpen, isOutOf, isRejected, isShut, type Words } from './open.ts'
import { FEEDS, ID, LANGUAGES, STORY } from './scenario.ts'
import { Violation, type World } from './world.ts'

interface Statement<T> {
  readonly value: T
  readonly set: readonly [number, number]
}

/** The latest statement; between two of the same place the one that closes. */
function latest<T>(statements: readonly Statement<T>[], none: T, closer: (a: T, b: T) => T): T {
  let best: Statement<T> | undefined
  for (const each of statements) {
    const order = best === undefined ? 1 : each.set[0] - best.set[0] || each.set[1] - best.set[1]
    if (order > 0) best = each
    else if (order === 0 && best) best = { ...best, value: closer(best.value, each.value) }
  }
  return best === undefined ? none : best.value
}
const either = (a: boolean, b: boolean) => a || b

/** What the head must say: what the latest to state each fact said, in whatever order it all came. */
export interface Reference {
  readonly version: number
  readonly service: string | undefined
  readonly killed: boolean
  readonly stopped: boolean
  readonly held: boolean
  readonly embargo: string | null
  readonly expires: string | null
  readonly floor: number
  readonly approved: number
}

/** `instructions`: what normalize took each version's document for, where it depends on what had come before. */
export function reference(
  copies: readonly TestCopy[],
  instructions: ReadonlyMap<number, string>,
  decisions: readonly Decision[],
): Reference {
  const mine = copies.filter(({ story }) => story === STORY)
  const newest = mine.reduce((a, b) => ((b.version ?? 0) > (a.version ?? 0) ? b : a))
  const said = <T>(pick: (copy: TestCopy, instruction: string) => T | undefined): Statement<T>[] =>
    mine.flatMap((copy) => {
      const value = pick(copy, instructions.get(copy.version ?? 0) ?? '')
      return value === undefined ? [] : [{ value, set: [copy.version ?? 0, 0] as const }]
    })
  const decided = <T>(pick: (deed: Deed) => T | undefined): Statement<T>[] =>
    decisions.flatMap(({ deed, set }) => {
      const value = pick(deed)
      return value === undefined ? [] : [{ value, set }]
    })
  const flag = (yes: string, no: string) => decided(({ kind }) => (kind === yes ? true : kind === no ? false : undefined))
  const embargoes = [
    ...said(({ embargo }) => (embargo === undefined ? undefined : 'until' in embargo ? embargo.until : embargo.unreadable)),
    ...decided<string | null>((deed) => (deed.kind === 'embargo' ? deed.until : undefined)),
  ] as readonly Statement<string | null>[]
  const expiries = [
    ...said<string | null>(({ expires }) => expires),
    ...decided<string | null>((deed) => (deed.kind === 'expire' ? deed.at : undefined)),
  ]
  const later = (a: string | null, b: string | null) => (a === null ? b : b === null || a > b ? a : b)
  const sooner = (a: string | null, b: string | null) => (a === null ? b : b === null || a < b ? a : b)
  return {
    version: newest.version ?? 0,
    service: newest.service,
    killed: latest([...said((_, instruction) => (instruction === 'delete' ? true : undefined)), ...flag('kill', 'revive')], false, either),
    stopped: latest([...said((_, instruction) => (instruction === 'stop' ? true : undefined)), ...flag('', 'release')], false, either),
    held: latest(flag('hold', 'release'), false, either),
    embargo: latest(embargoes, null, later),
    expires: latest(expiries, null, sooner),
    floor: Math.max(0, ...mine.filter(({ instruction }) => instruction === 'rectify').map(({ version = 0 }) => version)),
    approved: Math.max(0, ...decisions.filter(({ deed }) => deed.kind === 'approve').map(({ set }) => set[0])),
  }
}

const embargoText = ({ embargo: { value } }: Head) => (value === null ? null : 'until' in value ? value.until : value.unreadable)

/** I3: the head is what the latest to state each fact said. */
export function checkHead(head: Head, wanted: Reference): void {
  const is: Reference = {
    version: head.version,
    service: head.filter.service,
    killed: head.killed.value,
    stopped: head.stopped.value,
    held: head.held.value,
    embargo: embargoText(head),
    expires: head.expires.value,
    floor: head.floor.version,
    approved: head.approved ?? 0,
  }
  for (const name of Object.keys(wanted) as (keyof Reference)[])
    if (is[name] !== wanted[name]) throw new Violation(`the head says ${name} ${String(is[name])}, not ${String(wanted[name])}`)
}

/** The head never went back to an older version, and never counted back. */
export function checkForward(heads: readonly Head[]): void {
  for (let i = 1; i < heads.length; i++) {
    const [before, after] = [heads[i - 1] as Head, heads[i] as Head]
    if (after.version < before.version) throw new Violation('the head went backwards')
    if (after.lift < before.lift) throw new Violation('the head counted backwards')
  }
}

/** A rejection that nothing later undid keeps the words it named, and those before them, in for good. */
export async function checkLanguages(table: Table, head: Head, world: World): Promise<void> {
  for (const language of LANGUAGES) {
    const item = (await table.get({ partition: `A#${ID}`, sort: `L#${language}` }))?.value as LanguageItem | undefined
    if (!head.killed.value && item?.out?.version !== head.version) throw new Violation(`${language} is not at version ${head.version}`)
    for (const { deed, set } of world.seen.decisions.values()) {
      if (deed.kind === 'reject' && deed.language === language && !isRejected(head, { product: '', language }, deed.mark))
        throw new Violation(`${language} ${deed.mark.version}.${deed.mark.edition} was rejected and may be shown`)
      if (deed.kind !== 'approve-language' || deed.language !== language) continue
      const [{ version, edition }, out] = [deed.mark, item?.out]
      const isCurrent = out?.version === version && out.edition === edition
      const isLost = isCurrent && !(item?.rejected && item.rejected.number > set[1])
      if (isLost) throw new Violation(`the approval of ${language} ${version}.${edition} is lost`)
    }
  }
}

/** I2: dense, forward, no equal neighbours; I3: it says what the head says. */
export async function checkFeed(table: Table, feed: Feed, head: Head, world: World, epoch: number): Promise<void> {
  const name = `${feed.product}/${feed.language}`
  const items = await table.query(`F#${epoch}#${feed.product}#${feed.language}`, { from: '', limit: 1000 })
  items.forEach(({ sort }, index) => {
    if (Number(sort) !== index + 1) throw new Violation(`${name} has a gap at ${index + 1}`)
  })
  const entries = items.map(({ value }) => value as unknown as Entry)
  const fills = (index: number) => world.seen.intents.has(`C#${feed.product}#${feed.language} ${index + 1}`)
  checkEntries(
    name,
    entries.flatMap((entry, index) => (entry.id === ID ? [{ ...entry, fills: fills(index) }] : [])),
  )
  checkLast(name, feed, entries.filter(({ id }) => id === ID).at(-1), head, world)
  if (entries.filter(({ id, event }) => id !== ID && event === 'created').length > 1)
    throw new Violation(`${name}: the bystander came twice`)
}

const shows = (entry: Entry | undefined): boolean => entry?.event === 'created' || entry?.event === 'updated'

/** `fills`: somebody was about to append there, and may have died: the place is taken so that he finds it so. */
function checkEntries(name: string, entries: readonly (Entry & { readonly fills: boolean })[]): void {
  for (let i = 1; i < entries.length; i++) {
    const [a, b] = [entries[i - 1]!, entries[i]!]
    const same = a.version === b.version && a.edition === b.edition
    if (shows(a) && b.event === 'created') throw new Violation(`${name}: created twice`)
    if (!shows(a) && b.event === a.event && !b.fills) throw new Violation(`${name}: ${a.event} twice`)
    if (a.event === 'canceled' && b.event === 'removed' && !b.fills) throw new Violation(`${name}: removed after it was canceled`)
    if (shows(a) && shows(b) && same && a.lift === b.lift) throw new Violation(`${name}: the same entry twice`)
    if (b.lift < a.lift) throw new Violation(`${name}: an entry of an older head after one of a newer`)
    if (shows(b) && b.version < a.version) throw new Violation(`${name}: an older version after a newer one`)
  }
}

function checkLast(name: string, feed: Feed, last: Entry | undefined, head: Head, world: World): void {
  const { seen } = world
  const out = seen.outs.get(feed.language)
  if (head.killed.value) {
    if (last && last.event !== 'canceled') throw new Violation(`${name} has not canceled what was killed`)
    return
  }
  if (isOutOf(head, feed, world)) {
    if (shows(last)) throw new Violation(`${name} still shows an article that has left it`)
    return
  }
  if (out === undefined) return
  if (isOpen(head, feed, out, seen.approved, world) && !(shows(last) && last?.version === out.version && last.edition === out.edition))
    throw new Violation(`${name} does not show version ${out.version}.${out.edition}`)
  if (isAllowed(feed, out, seen.approved) && isRejected(head, feed, out) && shows(last))
    throw new Violation(`${name} shows what was rejected`)
}

/** I8: somebody wakes the article for each instant that is still to come. */
export function checkWakes(head: Head, works: readonly { readonly due: number; readonly wake: boolean }[], now: number): void {
  const { embargo, expires } = head
  const until = embargo.value && 'until' in embargo.value ? embargo.value.until : null
  for (const instant of [until, expires.value])
    if (instant !== null && Date.parse(instant) > now && !works.some(({ due, wake }) => wake && due <= Date.parse(instant) + 1_000))
      throw new Violation(`nobody wakes at ${instant}`)
}

/** What a follower of a feed has in its hands: which words, or nothing. */
export interface Held {
  readonly feed: Feed
  readonly holds: Words | undefined
}

/**
 * I4: at the end every follower of an open article holds its newest words, of one that has left the feed or was killed
 * none. Closed in between: it keeps what it was rightly given, and is not told to drop it.
 */
export function checkFollower({ feed, holds }: Held, head: Head, world: World): void {
  const { seen } = world
  const name = `a follower of ${feed.product}/${feed.language}`
  const out = seen.outs.get(feed.language)
  const gone = head.killed.value || isOutOf(head, feed, world) || (holds !== undefined && isRejected(head, feed, holds))
  if (gone && holds !== undefined) throw new Violation(`${name} still holds ${holds.version}.${holds.edition}`)
  if (out === undefined || isShut(head, world.now) || !isOpen(head, feed, out, seen.approved, world)) return
  if (holds?.version !== out.version || holds.edition !== out.edition)
    throw new Violation(`${name} holds ${holds ? `${holds.version}.${holds.edition}` : 'nothing'} instead of ${out.version}.${out.edition}`)
}

export { FEEDS }
