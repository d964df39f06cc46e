/** What a decision would do, told before it is taken. Looks only. */
import type { Feed } from '@depesche/syndication/product'
import { keys } from './keys.ts'
import { type Decision, type Deed, nextNumber, withDecision } from './ledger/decision.ts'
import { desired } from './ledger/desired.ts'
import { currentEpoch } from './ledger/epoch.ts'
import { closings, type Head } from './ledger/head.ts'
import { getValue } from './ledger/items.ts'
import { getProduct } from './ledger/products.ts'
import type { Entry, EntryEvent, LanguageItem, Marker } from './ledger/shapes.ts'
import { floorAfter } from './ledger/verdict.ts'
import type { Table } from './ports.ts'
import { feedsOf } from './reconcile.ts'

/** What becomes of one feed: the entry that follows; `closed`, what it shows is kept from readers; `open`, they get it again. */
export interface Touch {
  readonly feed: Feed
  /** the article's last entry there */
  readonly says?: EntryEvent
  readonly becomes: EntryEvent | 'closed' | 'same'
}

export interface Plan {
  readonly id: string
  readonly headline: string
  readonly version: number
  /** why nothing leaves, before and after */
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly touches: readonly Touch[]
  /** the deed changes nothing: in words, why */
  readonly idle?: string
}

/** What a deed would do to an article now; `undefined`: there is none of that id. */
export async function planDecision(table: Table, id: string, deed: Deed, now: number): Promise<Plan | undefined> {
  const head = await getValue<Head>(table, keys.head(id))
  if (head === undefined) return undefined
  const decision: Decision = { decision: '', id, actor: '', at: '', set: [head.version, nextNumber(head, now)], deed }
  const after = withDecision(head, decision, deed.kind === 'reject' ? floorAfter({ mark: deed.mark, number: 0 }) : undefined)
  const idle = await whyIdle(table, id, deed, head, after)
  const feeds = await feedsOf(table, id, head)
  const closes = closings(head, now).length === 0 && closings(after, now).length > 0
  const touches = await Promise.all(feeds.map((feed) => touchOf(table, id, feed, after, { deed, now, closes })))
  const version = await getValue<{ readonly headline: string }>(table, keys.version(id, head.version))
  return {
    id,
    headline: version?.headline ?? '',
    version: head.version,
    before: closings(head, now),
    after: closings(after, now),
    touches: touches.filter(({ becomes }) => becomes !== 'same'),
    ...(idle === undefined ? {} : { idle }),
  }
}

interface Asked {
  readonly deed: Deed
  readonly now: number
  /** the deed itself keeps the article in */
  readonly closes: boolean
}

async function touchOf(table: Table, id: string, feed: Feed, head: Head, { deed, now, closes }: Asked): Promise<Touch> {
  const [marker, item, product, epoch] = await Promise.all([
    getValue<Marker>(table, keys.marker(id, feed)),
    getValue<LanguageItem>(table, keys.language(id, feed.language)),
    getProduct(table, feed.product),
    currentEpoch(table),
  ])
  const found = marker?.carried ? await getValue<Entry>(table, keys.entry(epoch, feed, marker.from)) : undefined
  const last = found?.id === id ? found : undefined
  const isRead = (deed.kind === 'approve-language' || deed.kind === 'edit') && deed.language === feed.language
  const out = item?.out && isRead ? approvedOut(item.out) : item?.out
  const { event } = desired({ head, product, language: feed.language, out, offered: marker?.rendition, last, underWay: false, now })
  const shown = last?.event === 'created' || last?.event === 'updated'
  const becomes = event ?? (shown && closes ? 'closed' : 'same')
  return { feed, becomes, ...(last ? { says: last.event } : {}) }
}

const approvedOut = (out: NonNullable<LanguageItem['out']>) => ({
  ...out,
  edition: out.edition + 1,
  approved: { of: out.edition, number: 0 },
})

/** Why a deed changes nothing, or cannot be done; `undefined`: it does something. */
async function whyIdle(table: Table, id: string, deed: Deed, head: Head, after: Head): Promise<string | undefined> {
  if (deed.kind === 'reject' || deed.kind === 'approve-language' || deed.kind === 'edit') {
    const out = (await getValue<LanguageItem>(table, keys.language(id, deed.language)))?.out
    if (out === undefined) return `there are no words in ${deed.language} yet`
    if (out.version !== deed.mark.version || out.edition !== deed.mark.edition) return `there are newer words in ${deed.language} by now`
    if (deed.kind === 'edit') return deed.passages.length === 0 ? IDLE.edit : undefined
    if (deed.kind === 'approve-language') return out.approved ? `the words in ${deed.language} are approved already` : undefined
  }
  const same =
    deed.kind === 'approve' ? closings(head, 0).every((each) => each !== 'withheld' && each !== 'doubt') : isSame(deed, head, after)
  return same ? IDLE[deed.kind] : undefined
}

function isSame(deed: Deed, head: Head, after: Head): boolean {
  const value = ({ killed, held, stopped, embargo, expires, floors }: Head) =>
    JSON.stringify([killed.value, held.value, stopped.value, embargo.value, expires.value, floors])
  return deed.kind === 'kill' ? head.killed.value : value(head) === value(after)
}

const IDLE: Readonly<Record<Deed['kind'], string>> = {
  kill: 'it is killed already',
  revive: 'it is not killed',
  hold: 'it is held already',
  release: 'it is neither held by a desk nor stopped',
  approve: 'neither its source nor a Note holds this version',
  'approve-language': 'it is approved already',
  edit: 'nothing was changed',
  reject: 'it is rejected already',
  embargo: 'that embargo stands already',
  expire: 'that expiry stands already',
}
