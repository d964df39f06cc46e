import type { Article } from '@depesche/article/model'
import { ninjs } from '@depesche/syndication/ninjs'
import type { Feed, Product } from '@depesche/syndication/product'
import { keys } from '../keys.ts'
import { isReplaying } from '../ledger/epoch.ts'
import { type Head, instantsOf } from '../ledger/head.ts'
import { getValue } from '../ledger/items.ts'
import { PERSON_WORDS } from '../ledger/person-words.ts'
import type { Out, Rendition } from '../ledger/shapes.ts'
import { openWorkAt } from '../ledger/work.ts'
import type { Observe } from '../observe.ts'
import type { Documents, Message, Ports } from '../ports.ts'
import { type Reconciling, reconcileAll } from '../reconcile.ts'
import { paths, putJson, requireJson } from '../store-json.ts'
import type { Translation } from './language-words.ts'
import type { Outcome } from './outcome.ts'

/** How often a feed looks whether a replay is through. */
const REPLAY_LOOK_MS = 30_000

export interface Syndicating {
  readonly ports: Omit<Ports, 'inbox'>
  readonly inTurn?: Reconciling['inTurn']
  readonly observe: Observe
  /** tells those who send from feeds that there is news in these */
  readonly wake?: (feeds: readonly Feed[]) => Promise<void>
}

/** Makes the feeds of an article (all, or those in one language) say what its head says. */
export async function syndicate(io: Syndicating, message: Message): Promise<Outcome> {
  const { table, clock } = io.ports
  const started = clock()
  // while the ledger is being rebuilt it may say less than it will: the feeds wait
  if (isReplaying(await table.get(keys.epoch))) return { at: clock() + REPLAY_LOOK_MS }
  const render = (id: string, feed: Feed, out: Out, product: Product) => renderNinjs(io.ports.documents, id, feed, out, product)
  const reconciling: Reconciling = { table, clock, render, ...(io.inTurn ? { inTurn: io.inTurn } : {}) }
  const appended = await reconcileAll(reconciling, message.id ?? '', message.language)
  for (const { feed, sequence, entry } of appended)
    io.observe({ kind: 'out', id: entry.id, product: feed.product, language: feed.language, sequence, entry })
  if (appended.length > 0) await io.wake?.(appended.map(({ feed }) => feed))
  return awaitInstants(io, message, started)
}

/** A clock may be set back between two of our looks at it. */
const CLOCK_SLACK_MS = 2_500

/**
 * Where the clock will change what may leave, somebody must be woken. Whoever moves the head has this step open behind
 * it, so the waking work stands before that work is closed. An instant that passed since we `started` counts: the feeds
 * may have been looked at before it.
 */
async function awaitInstants({ ports }: Syndicating, message: Message, started: number): Promise<Outcome> {
  const { id = '' } = message
  const head = await getValue<Head>(ports.table, keys.head(id))
  const [first, ...others] = head ? instantsOf(head, started - CLOCK_SLACK_MS).toSorted((a, b) => a - b) : []
  if (first === undefined) return 'done'
  const wake: Message = { station: 'syndicate', cause: `wake-${id}`, id, wake: true }
  for (const at of message.wake ? others : [first, ...others]) await openWorkAt(ports, wake, at)
  // once more when no clock of ours can be before the instant any more
  return message.wake ? { at: first <= started ? first + CLOCK_SLACK_MS : first } : 'done'
}

/** Writes the output document of a language's words for a feed: the same words make the same bytes, at any time. */
export async function renderNinjs(
  documents: Documents,
  id: string,
  feed: Feed,
  out: Omit<Rendition, 'approved'> & { readonly approved?: unknown },
  product: Product,
): Promise<Rendition> {
  const { version, edition, grade, level } = out
  const approved = out.approved ? { approved: true as const } : {}
  const translation = await requireJson<Translation>(documents, paths.translation(id, feed.language, version, edition, out.hash))
  const article = await requireJson<Article>(documents, paths.article(id, version, translation.articleHash))
  const { content, provenance, articleHash, lines } = translation
  const seen = translation.approved ? { approvedAt: translation.approved.at } : {}
  const edited = editedIn(translation)
  const made = { ...(provenance ? { provenance } : {}), ...seen, ...(edited ? { edited } : {}), ...lines }
  const input = { article, articleHash, product, language: feed.language, edition, content, ...made }
  const hash = await putJson(documents, ninjs(input), (h) => paths.rendition(feed.product, feed.language, id, version, edition, h))
  return { version, edition, hash, grade, level, ...approved }
}

/** Passages that a person wrote for an earlier version are known by their Notes. */
function editedIn({ approved, notes }: Translation): 'yes' | 'in part' | undefined {
  if (approved?.edited) return 'yes'
  return notes.some(({ rule }) => rule === PERSON_WORDS) ? 'in part' : undefined
}
