import type { Article } from '@depesche/article/model'
import type { Format, FormatEntry, FormatFeed } from '@depesche/syndication/format'
import { type Json, ninjs, resolveLinks } from '@depesche/syndication/ninjs'
import type { Product } from '@depesche/syndication/product'
import type { Provenance } from '@depesche/syndication/rendition'
import { fullArticle, neural, plainArticle, product, pseudo, rules } from '../syndication/articles.ts'

const ORIGIN = 'https://wire.example'
export const PROVIDER = 'Keystone-SDA'

interface Kind {
  readonly what: string
  readonly article: Article
  readonly language: string
  readonly provenance?: Provenance
  readonly approvedAt?: string
  readonly product?: Product
}

/** Articles of every kind that the writers meet. */
export const kinds: readonly Kind[] = [
  { what: 'the source’s own words, every field', article: fullArticle, language: 'de' },
  { what: 'the source’s own words, no optional field', article: plainArticle, language: 'en' },
  { what: 'a translation by rules', article: fullArticle, language: 'fr', provenance: rules },
  { what: 'a neural translation', article: fullArticle, language: 'it', provenance: neural },
  { what: 'a pseudo translation', article: fullArticle, language: 'es', provenance: pseudo },
  {
    what: 'a translation that a person let go',
    article: fullArticle,
    language: 'fr',
    provenance: rules,
    approvedAt: '2026-11-24T08:10:00Z',
  },
  { what: 'a translation without optional fields', article: plainArticle, language: 'ca', provenance: rules },
  { what: 'a robot’s source', article: { ...fullArticle, machineMade: true, byline: '' }, language: 'de' },
  { what: 'an item for a Swiss reader', article: fullArticle, language: 'de-CH', provenance: neural },
  { what: 'a picture', article: { ...plainArticle, type: 'picture' }, language: 'en' },
  { what: 'a version of three digits', article: { ...fullArticle, version: 120, instruction: 'rectify' }, language: 'de' },
  { what: 'a hostile subject', article: { ...plainArticle, subjects: [{ scheme: 'ip tc', code: '../ü"<' }] }, language: 'en' },
  {
    what: 'a subject under a scheme of ours',
    article: { ...plainArticle, subjects: [{ scheme: 'stat', code: 'usable' }] },
    language: 'en',
  },
  { what: 'lines where one line is asked', article: { ...plainArticle, credit: 'a\nb\tc', slugline: 'x\r\ny' }, language: 'en' },
]

/** The ninjs document of an article, its links made whole. */
export function itemOf({ article, language, provenance, approvedAt, product: sold = product }: Omit<Kind, 'what'>, edition = 1): Json {
  const input = { article, articleHash: 'f'.repeat(64), product: sold, language, edition, content: article.content }
  const item = ninjs({ ...input, ...(provenance && { provenance }), ...(approvedAt === undefined ? {} : { approvedAt }) })
  return resolveLinks(item, (path) => ORIGIN + path)
}

/** An entry of a feed: `created` with a document, unless it says otherwise. */
export function entryOf(item: Json | undefined, more: Partial<FormatEntry> = {}): FormatEntry {
  const id = more.id ?? idOf(item)
  const sequence = more.sequence ?? 1
  const at = `2026-11-24T09:00:${String(sequence % 60).padStart(2, '0')}.000Z`
  return { sequence, event: 'created', id, version: 3, at, href: `${ORIGIN}/v1/items/${id}`, ...(item && { item }), ...more }
}

function idOf(item: Json | undefined): string {
  const altIds = (item?.altIds ?? []) as readonly { readonly role: string; readonly value: string }[]
  return altIds.find(({ role }) => role === 'depesche-id')?.value ?? 'gone-0123456789abcdef'
}

/** A page of a feed with these entries. */
export function feedOf(entries: readonly FormatEntry[], more: Partial<FormatFeed> = {}): FormatFeed {
  const self = `${ORIGIN}/v1/feeds/all/fr?format=x&after=1.0`
  const next = `${ORIGIN}/v1/feeds/all/fr?format=x&after=1.9`
  return { product: 'all', title: 'All & everything', language: 'fr', provider: PROVIDER, entries, self, next, ...more }
}

/** What a format makes of an item alone; throws where it knows feeds only. */
export function writeItem(format: Format, item: Json): string {
  if (format.item === undefined) throw new Error(`${format.name} knows feeds only`)
  return format.item({ item, href: `${ORIGIN}/v1/items/x`, provider: PROVIDER })
}

const story = itemOf({ article: fullArticle, language: 'fr', provenance: rules })
const other = {
  ...story,
  uri: 'urn:x-depesche:other-0123456789abcdef:fr',
  altIds: [{ role: 'depesche-id', value: 'other-0123456789abcdef' }],
}
export const storyId = fullArticle.id
export const KILL = 'This article has been withdrawn. Reason: The bridge is not open & never "was" <so>.'

/** Pages of every kind that a feed has. */
export const pages: readonly (readonly [what: string, feed: FormatFeed])[] = [
  ['a page without entries', feedOf([])],
  [
    'a page with nothing to show',
    feedOf([entryOf(undefined, { event: 'superseded' }), entryOf(undefined, { event: 'closed', sequence: 2 })]),
  ],
  ['an article', feedOf([entryOf(story)], { previous: 'https://wire.example/v1/feeds/all/fr?before=1.1' })],
  [
    'an article, another, and a correction of the first',
    feedOf([
      entryOf(story),
      entryOf(other, { sequence: 2 }),
      entryOf(story, { sequence: 3, event: 'updated', correction: { kind: 'rectify', reason: '30 people came, not 300.' } }),
    ]),
  ],
  ['a correction without a reason', feedOf([entryOf(story, { event: 'updated', correction: { kind: 'rectify' } })])],
  ['an update with a reason', feedOf([entryOf(story, { event: 'updated', correction: { kind: 'update', reason: 'The vote is over.' } })])],
  [
    'a kill after the article',
    feedOf([entryOf(other), entryOf(undefined, { id: storyId, event: 'canceled', notice: KILL, sequence: 2 })], { language: 'fr' }),
  ],
  ['an article that went out of the feed', feedOf([entryOf(undefined, { id: storyId, event: 'removed' })], { language: 'de' })],
  ['a kill in a language without words of ours', feedOf([entryOf(undefined, { event: 'canceled' })], { language: 'ja' })],
  ...kinds.map((kind) => [kind.what, feedOf([entryOf(itemOf(kind))], { language: kind.language })] as const),
]
