import { type Article, type Note, type Place, plain, type Span } from '@depesche/article/model'
import { pairsOf } from '@depesche/translation/segments'
import { keys } from '../keys.ts'
import { getValue, valueIn } from '../ledger/items.ts'
import { PERSON_WORDS_OFFERED, type PersonWords, personKey } from '../ledger/person-words.ts'
import type { Out, VersionItem } from '../ledger/shapes.ts'
import type { Documents, Table } from '../ports.ts'
import { getJson, paths } from '../store-json.ts'
import type { Translation } from './language-words.ts'

interface Passage {
  readonly place: Place
  readonly source: readonly Span[]
}

/**
 * What a person had written for passages whose source has changed since the words before: a Note on the passage that has come in their
 * place, which says what has changed and what the words were. Offers of before stay while their passage does. A version that is no longer
 * kept has nothing to offer.
 */
export async function offeredWords(
  stores: { readonly table: Table; readonly documents: Pick<Documents, 'get'> },
  article: Article,
  language: string,
  before: Out | undefined,
): Promise<readonly Note[]> {
  if (!before?.person) return []
  const item = await getValue<VersionItem>(stores.table, keys.version(article.id, before.version))
  const old = item && (await getJson<Article>(stores.documents, paths.article(article.id, before.version, item.hash)))
  if (!old) return []
  const [were, are] = [passagesIn(old), passagesIn(article)]
  const [gone, fresh] = [without(were, are), without(are, were)]
  const words = await wordsFor(stores.table, gone, { from: article.language, to: language })
  return [...(await stillOffered(stores.documents, article, language, before, { were, are })), ...offers(gone, words, fresh)]
}

const passagesIn = ({ content }: Article): readonly Passage[] => pairsOf(content, content) ?? []
const nameOf = ({ source }: Passage) => JSON.stringify(source)

function without(passages: readonly Passage[], others: readonly Passage[]): readonly Passage[] {
  const there = new Set(others.map(nameOf))
  return passages.filter((passage) => !there.has(nameOf(passage)))
}

async function wordsFor(
  table: Table,
  passages: readonly Passage[],
  direction: { readonly from: string; readonly to: string },
): Promise<readonly (PersonWords | undefined)[]> {
  const places = passages.map(({ source }) => personKey({ ...direction, segment: source }))
  return places.length > 0 ? (await table.getMany(places)).map((item) => valueIn<PersonWords>(item)) : []
}

/** Half of the words of the shorter one: less is another passage. */
const ALIKE = 0.5

/** Each passage that a person wrote goes to the one that is most like it among those that are new. */
function offers(gone: readonly Passage[], words: readonly (PersonWords | undefined)[], fresh: readonly Passage[]): readonly Note[] {
  return gone.flatMap((passage, index): readonly Note[] => {
    const written = words[index]
    const rated = fresh.map((other) => ({ other, share: shared(plain(passage.source), plain(other.source)) }))
    const best = rated.filter(({ share }) => share >= ALIKE).toSorted((a, b) => b.share - a.share)[0]
    if (written === undefined || best === undefined) return []
    const { was, is } = changeBetween(plain(passage.source), plain(best.other.source))
    const reason = `a person had written this passage, and its source has changed since: “${was}” has become “${is}”. What was written stands with "depesche edit"`
    return [{ rule: PERSON_WORDS_OFFERED, level: 'check', reason, place: best.other.place, text: plain(written.spans) }]
  })
}

async function stillOffered(
  documents: Pick<Documents, 'get'>,
  { id }: Article,
  language: string,
  { version, edition, hash }: Out,
  { were, are }: { readonly were: readonly Passage[]; readonly are: readonly Passage[] },
): Promise<readonly Note[]> {
  const translation = await getJson<Translation>(documents, paths.translation(id, language, version, edition, hash))
  const places = new Map(are.map((passage) => [nameOf(passage), passage.place]))
  return (translation?.notes ?? []).flatMap((note) => {
    const passage = note.rule === PERSON_WORDS_OFFERED ? were.find(({ place }) => isSame(place, note.place)) : undefined
    const place = passage && places.get(nameOf(passage))
    return place ? [{ ...note, place }] : []
  })
}

const isSame = (a: Place, b: Place) => a.part === b.part && a.block === b.block
const wordsIn = (text: string) => text.match(/\S+/g) ?? []

function shared(a: string, b: string): number {
  const [small, large] = [new Set(wordsIn(a)), new Set(wordsIn(b))].toSorted((x, y) => x.size - y.size) as [Set<string>, Set<string>]
  return small.size === 0 ? 0 : [...small].filter((word) => large.has(word)).length / small.size
}

/** What two texts differ in, from the first word to the last that is not the same, with a word on each side. */
function changeBetween(before: string, after: string): { readonly was: string; readonly is: string } {
  const [old, now] = [wordsIn(before), wordsIn(after)]
  const most = Math.min(old.length, now.length)
  let start = 0
  while (start < most && old[start] === now[start]) start++
  let end = 0
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const around = (words: readonly string[]) => {
    const [first, last] = [Math.max(0, start - 1), Math.min(words.length, words.length - end + 1)]
    return clipped(`${first > 0 ? '… ' : ''}${words.slice(first, last).join(' ')}${last < words.length ? ' …' : ''}`)
  }
  return { was: around(old), is: around(now) }
}

const clipped = (text: string) => (text.length > 200 ? `${text.slice(0, 199).toWellFormed()}…` : text)
