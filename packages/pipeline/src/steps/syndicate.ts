import type { Article } from '@depesche/article/model'
import { ninjs } from '@depesche/syndication/ninjs'
import type { Feed, Product } from '@depesche/syndication/product'
import type { Out, Rendition } from '../ledger/shapes.ts'
import type { Observe } from '../observe.ts'
import type { Message, Ports } from '../ports.ts'
import { type Reconciling, reconcileAll } from '../reconcile.ts'
import { paths, putJson, requireJson } from '../store-json.ts'
import type { Outcome } from './outcome.ts'
import type { Translation } from './translate.ts'

export interface Syndicating {
  readonly ports: Omit<Ports, 'inbox'>
  readonly inTurn?: Reconciling['inTurn']
  readonly observe: Observe
}

/** Makes the feeds of an article (all, or those in one language) say what its head says. */
export async function syndicate(io: Syndicating, message: Message): Promise<Outcome> {
  const { table, clock } = io.ports
  const render = (id: string, feed: Feed, out: Out, product: Product) => renderNinjs(io, id, feed, out, product)
  const reconciling: Reconciling = { table, clock, render, ...(io.inTurn ? { inTurn: io.inTurn } : {}) }
  for (const { feed, sequence, entry } of await reconcileAll(reconciling, message.id ?? '', message.language))
    io.observe({ kind: 'out', id: entry.id, product: feed.product, language: feed.language, sequence, entry })
  return 'done'
}

async function renderNinjs({ ports: { documents } }: Syndicating, id: string, feed: Feed, out: Out, product: Product): Promise<Rendition> {
  const { version, edition, grade, level } = out
  const translation = await requireJson<Translation>(documents, paths.translation(id, feed.language, version, edition, out.hash))
  const article = await requireJson<Article>(documents, paths.article(id, version, translation.articleHash))
  const { content, provenance, articleHash } = translation
  const input = { article, articleHash, product, language: feed.language, edition, content, ...(provenance ? { provenance } : {}) }
  const hash = await putJson(documents, ninjs(input), (h) => paths.rendition(feed.product, feed.language, id, version, edition, h))
  return { version, edition, hash, grade, level }
}
