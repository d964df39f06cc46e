/** Why an article is in a product, or is not: for a desk that wonders. Looks only. */
import { allowsGrade, type Filter, type FilterFacts, needsPerson, type Product, unmet } from '@depesche/syndication/product'
import { keys } from './keys.ts'
import { closings, type Head } from './ledger/head.ts'
import { getValue } from './ledger/items.ts'
import { compareMarks, NO_MARK } from './ledger/mark.ts'
import { listProducts } from './ledger/products.ts'
import type { LanguageItem, Marker } from './ledger/shapes.ts'
import type { Table } from './ports.ts'

/** A condition of a product's filter that an article does not meet. */
export interface Unmet {
  readonly condition: keyof Filter
  readonly wants: string
  readonly has: string
}

/** How an article stands in one feed. */
export interface LanguageReason {
  readonly language: string
  /** readers have it now */
  readonly isIn: boolean
  /** why not, in words; empty where they have it */
  readonly why: readonly string[]
}

export interface ProductReason {
  readonly product: string
  readonly unmet: readonly Unmet[]
  /** empty where the product does not take the article */
  readonly languages: readonly LanguageReason[]
}

/** How an article stands in each product at `now` (ms); `undefined`: there is none of that id. */
export async function explain(table: Table, id: string, now: number): Promise<readonly ProductReason[] | undefined> {
  const head = await getValue<Head>(table, keys.head(id))
  if (head === undefined) return undefined
  const reasons = (await listProducts(table)).map(async (product): Promise<ProductReason> => {
    const missing = unmet(product.filter, head.filter).map((condition) => unmetOf(condition, product.filter, head.filter))
    const languages = missing.length > 0 ? [] : product.languages.map((language) => inLanguage({ table, id, head, product, now }, language))
    return { product: product.name, unmet: missing, languages: await Promise.all(languages) }
  })
  return Promise.all(reasons)
}

const HAS: { readonly [C in keyof Filter]-?: (facts: FilterFacts) => unknown } = {
  desks: ({ desk }) => desk,
  languages: ({ language }) => language,
  types: ({ type }) => type,
  services: ({ service }) => service,
  subjects: ({ subjects }) => subjects,
  places: ({ places }) => places,
  sources: ({ sources }) => sources,
  urgency: ({ urgency }) => urgency,
}

function unmetOf(condition: keyof Filter, filter: Filter, facts: FilterFacts): Unmet {
  const words = (value: unknown) => (Array.isArray(value) ? value : [value]).join(', ') || 'none'
  return { condition, wants: words(filter[condition]), has: words(HAS[condition](facts)) }
}

interface Asked {
  readonly table: Table
  readonly id: string
  readonly head: Head
  readonly product: Product
  readonly now: number
}

async function inLanguage({ table, id, head, product, now }: Asked, language: string): Promise<LanguageReason> {
  const feed = { product: product.name, language }
  const [item, marker] = await table.getMany([keys.language(id, language), keys.marker(id, feed)])
  const { out, work } = (item?.value ?? {}) as unknown as LanguageItem
  const expired = head.expires.value !== null && Date.parse(head.expires.value) <= now ? [`it expired at ${head.expires.value}`] : []
  const held = [...closings(head, now).map((closing) => `the article is closed: ${closing}`), ...expired]
  const why = [...held, ...wordsLeft(head, feed, product, out, work)]
  const offered = (marker?.value as unknown as Marker | undefined)?.rendition
  if (why.length === 0 && offered === undefined) return { language, isIn: false, why: ['it is on its way'] }
  return { language, isIn: why.length === 0, why }
}

/** What keeps a language's own words from readers. */
function wordsLeft(
  head: Head,
  feed: { readonly product: string; readonly language: string },
  product: Product,
  out: LanguageItem['out'],
  work: LanguageItem['work'],
): readonly string[] {
  if (out === undefined) return [work ? `it is not translated yet (${work.state}): ${work.reason}` : 'it is not translated yet']
  if (compareMarks(out, head.floors[feed.language] ?? NO_MARK) < 0) return ['the translation was rejected']
  if (!allowsGrade(product, out.grade))
    return [`the translation is ${out.grade}, and the product takes ${product.grades.join(', ') || 'none'}`]
  if (out.approved) return []
  if (out.level === 'hold') return ['a Note holds the translation until a person has read it']
  return needsPerson(product, feed.language, out) ? ['the product wants a person to have read it'] : []
}
