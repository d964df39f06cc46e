/**
 * How sending to a partner stands (`W#`), and how far it has come in each feed (`W#{partner}`). One at a time sends to a partner:
 * it holds the turn, for longer than a request may take. Who has news meanwhile says so, and the holder looks once more.
 */
import { randomUUID } from 'node:crypto'
import type { Feed } from '@depesche/syndication/product'
import { keys } from '../keys.ts'
import type { Stored, Table, Value } from '../ports.ts'
import { putItem, queryAll, updateItem } from './items.ts'

/** Tries that came to nothing, one after another. */
export interface Failing {
  /** the first of them: ISO 8601, UTC */
  readonly since: string
  readonly tries: number
  /** not before this time (ms) */
  readonly next: number
  /** of the last one, for people */
  readonly reason: string
}

export interface FollowerItem {
  /** of the webhook that this tells of: a newer one begins without failures */
  readonly number: number
  readonly turn?: { readonly by: string; readonly until: number }
  /** counts who came with news while somebody held the turn */
  readonly news: number
  readonly failing?: Failing
  /** nothing is sent any more until the desk resumes it */
  readonly disabled?: { readonly at: string; readonly reason: string }
  /** when the last one was taken: ISO 8601, UTC */
  readonly taken?: string
}

/** The right to send to a partner. */
export interface Turn {
  readonly by: string
  readonly number: number
  /** nothing is sent after this time (ms) */
  readonly until: number
  readonly news: number
  readonly failing: Failing | undefined
}

export type Claim =
  | { readonly kind: 'turn'; readonly turn: Turn }
  /** another sends, and looks once more before it ends */
  | { readonly kind: 'held' }
  /** until that time (ms); infinite: until the desk resumes it */
  | { readonly kind: 'resting'; readonly until: number }

/** Takes the turn for the webhook with that number, from `now` (ms) until `until`. */
export async function claim(table: Table, partner: string, number: number, now: number, until: number): Promise<Claim> {
  const by = randomUUID()
  let claimed: Claim = { kind: 'held' }
  await updateItem<FollowerItem>(table, keys.follower(partner), (item) => {
    const state = ofWebhook(item, number)
    const rests = restsUntil(state, now)
    if (rests !== undefined) {
      claimed = { kind: 'resting', until: rests }
      return undefined
    }
    if (state.turn && state.turn.until > now) {
      claimed = { kind: 'held' }
      return { ...state, news: state.news + 1 }
    }
    claimed = { kind: 'turn', turn: { by, number, until, news: state.news, failing: state.failing } }
    return { ...state, turn: { by, until } }
  })
  return claimed
}

/** Until when (ms) nothing is sent; infinite: until the desk resumes it; `undefined`: it may be now. */
export function restsUntil({ disabled, failing }: FollowerItem, now: number): number | undefined {
  if (disabled) return Number.POSITIVE_INFINITY
  return failing && failing.next > now ? failing.next : undefined
}

/** A turn that somebody still holds goes on, whichever webhook it was taken for: nobody sends beside it. */
function ofWebhook(item: FollowerItem | undefined, number: number): FollowerItem {
  if (item !== undefined && item.number >= number) return item
  return { number, news: item?.news ?? 0, ...(item?.turn ? { turn: item.turn } : {}) }
}

/** What has come of a turn. */
export interface Result {
  /** its time was over before all was sent */
  readonly more?: true
  /** when the last one was taken: ISO 8601, UTC */
  readonly taken?: string
  /** every feed has come to where it ended when the turn looked */
  readonly through?: true
  readonly failing?: Failing
  readonly disabled?: FollowerItem['disabled']
}

/**
 * Ends a turn. Answers the turn to go on with when there came news meanwhile, with time left and nothing failed: it has not ended.
 * `undefined`: it has, or it was another's already.
 */
export async function endTurn(table: Table, partner: string, turn: Turn, result: Result): Promise<Turn | undefined> {
  let goesOn: Turn | undefined
  const ends = result.more ?? (result.failing !== undefined || result.disabled !== undefined)
  await updateItem<FollowerItem>(table, keys.follower(partner), (item) => {
    goesOn = undefined
    if (item?.turn?.by !== turn.by) return undefined
    if (!ends && item.news !== turn.news) {
      goesOn = { ...turn, news: item.news }
      return undefined
    }
    return after(item, turn, result)
  })
  return goesOn
}

function after({ turn: _, failing: before, ...item }: FollowerItem, { number }: Turn, result: Result): FollowerItem {
  const { taken, through, failing, disabled } = result
  const said = taken === undefined ? item : { ...item, taken }
  // a webhook that was set meanwhile has not failed
  if (item.number > number) return before ? { ...said, failing: before } : said
  // one who died after the last was taken has not said so: with nothing left to send, nothing fails
  const still = failing ?? (taken === undefined && !through ? before : undefined)
  return { ...said, ...(still ? { failing: still } : {}), ...(disabled ? { disabled } : {}) }
}

/** How far sending has come in a feed: after that sequence, in that epoch. */
export interface Followed {
  /** of the webhook: another one begins anew */
  readonly run: string
  readonly epoch: number
  readonly sequence: number
}

/** The places that sending to a partner has come to, by feed (`product#language`). */
export async function followedOf(table: Table, partner: string): Promise<ReadonlyMap<string, Stored<Followed>>> {
  const places = new Map<string, Stored<Followed>>()
  for await (const item of queryAll<Followed>(table, keys.followed(partner, { product: '', language: '' }).partition, '', '\uffff'))
    places.set(item.sort, item)
  return places
}

/** Moves a place on. Answers how it stands then; `undefined`: another has moved it, who therefore holds the turn. */
export async function moveOn(
  table: Table,
  partner: string,
  feed: Feed,
  rev: number,
  place: Followed,
): Promise<Stored<Followed> | undefined> {
  const key = keys.followed(partner, feed)
  const won = await putItem(table, key, place as unknown as Value, rev)
  return won ? { sort: key.sort, rev: rev + 1, by: '', value: place } : undefined
}

/** Frees every turn: for a house of one process, whose turns before its start are of processes that are gone. */
export async function freeTurns(table: Table): Promise<void> {
  for await (const { sort } of queryAll<FollowerItem>(table, keys.follower('').partition, '', '\uffff'))
    await updateItem<FollowerItem>(table, keys.follower(sort), (item) => {
      if (!item?.turn) return undefined
      const { turn: _, ...rest } = item
      return rest
    })
}
