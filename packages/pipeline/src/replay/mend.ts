import type { Feed } from '@depesche/syndication/product'
import { hashIn } from '../hash-key.ts'
import { endOf, feedOfMarker, keys } from '../keys.ts'
import { currentEpoch } from '../ledger/epoch.ts'
import type { Head } from '../ledger/head.ts'
import { getValue, queryAll, updateItem } from '../ledger/items.ts'
import { getProduct } from '../ledger/products.ts'
import type { Entry, Marker, Rendition } from '../ledger/shapes.ts'
import type { Ports } from '../ports.ts'
import { renderNinjs } from '../steps/syndicate.ts'
import { paths } from '../store-json.ts'
import type { Tally } from './missing.ts'

type Io = Omit<Ports, 'inbox'>

async function markersOf({ table }: Io, id: string): Promise<readonly (readonly [Feed, Marker])[]> {
  const markers: (readonly [Feed, Marker])[] = []
  for await (const { sort, value } of queryAll<Marker>(table, keys.head(id).partition, 'C#', endOf('C#')))
    markers.push([feedOfMarker(sort), value])
  return markers
}

/** A head that was rebuilt has counted at least as far as its feeds were told, or a reopening would go unseen. */
export async function keepLift(ports: Io, id: string): Promise<void> {
  const epoch = await currentEpoch(ports.table)
  let told = 0
  for (const [feed, { carried, from }] of await markersOf(ports, id)) {
    const entry = carried ? await getValue<Entry>(ports.table, keys.entry(epoch, feed, from)) : undefined
    if (entry?.id === id) told = Math.max(told, entry.lift)
  }
  await updateItem<Head>(ports.table, keys.head(id), (head) =>
    head === undefined || head.lift >= told ? undefined : { ...head, lift: told },
  )
}

/** Output documents that a feed offers and that have gone are written again, from the same words. `dryRun`: they are counted. */
export async function renderAgain(ports: Io, id: string, tally: Tally, dryRun: boolean): Promise<void> {
  for (const [feed, { rendition }] of await markersOf(ports, id)) {
    const path = rendition && pathOf(id, feed, rendition)
    if (!rendition || path === undefined || (await ports.documents.get(path)) !== undefined) continue
    tally.add('documents', path)
    if (!dryRun) await renderOne(ports, id, feed, rendition)
  }
}

const pathOf = (id: string, { product, language }: Feed, { version, edition, hash }: Rendition) =>
  paths.rendition(product, language, id, version, edition, hash)

/** The same bytes, if the product still says what it said; else what it says today of the same words, and the marker names that. */
async function renderOne(ports: Io, id: string, feed: Feed, rendition: Rendition): Promise<void> {
  const product = await getProduct(ports.table, feed.product)
  if (product === undefined) return // nothing is offered by a product that there is no more
  let today: Rendition | undefined
  for (const hash of await wordsOf(ports, id, feed, rendition)) {
    const made = await renderNinjs(ports.documents, id, feed, { ...rendition, hash }, product)
    if (made.hash === rendition.hash) return
    today ??= made
  }
  if (today === undefined)
    throw new Error(`the words of ${id} in ${feed.language} are not in the store: ${feed.product} shows nothing of it`)
  const { hash } = today
  await updateItem<Marker>(ports.table, keys.marker(id, feed), (marker) =>
    marker?.rendition?.hash === rendition.hash ? { ...marker, rendition: { ...marker.rendition, hash } } : undefined,
  )
}

/** Hashes of the translations of that version and edition: a lost race may have made it twice. */
async function wordsOf({ documents }: Io, id: string, { language }: Feed, { version, edition }: Rendition): Promise<readonly string[]> {
  const found = await documents.list(`translations/${id}/${language}/${version}-${edition}-`, '', 100)
  return found.map(hashIn)
}
