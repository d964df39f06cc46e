import { baseLanguage } from '@depesche/article/model'
import { MAX_TERMINOLOGIES, type Terminologies } from '@depesche/engines/amazon/terminologies'
import { MAX_FILE_BYTES, prefixOf, type Terminology, terminologyOf } from '@depesche/engines/amazon/terminology'
import { Fault } from './fault.ts'
import { glossariesOf } from './glossaries.ts'
import type { Newsroom } from './newsroom.ts'

/** A pair's glossary as the service takes it. */
export interface Pushed extends Terminology {
  readonly from: string
  readonly to: string
}

/** The directions between the newsroom's languages, by base language: `[de, fr]`. */
export function pairsOf({ desks, products, glossary }: Newsroom): readonly (readonly [from: string, to: string])[] {
  const named = [...desks.map(({ language }) => language), ...products.flatMap(({ languages }) => languages)].map(baseLanguage)
  const all = [...new Set(named)].toSorted()
  const own = Object.keys(glossary.own).map((pair) => pair.split('-') as [string, string])
  const between = all.flatMap((from) => all.filter((to) => to !== from).map((to) => [from, to] as const))
  return [...new Map([...between, ...own].map((pair) => [pair.join('-'), pair])).values()]
}

/** The terminologies that hold the newsroom's glossary. Throws `Fault` for one that is larger than the service takes. */
export async function terminologiesFor(newsroom: Newsroom): Promise<readonly Pushed[]> {
  const { glossaryFor } = glossariesOf(newsroom)
  const found: Pushed[] = []
  for (const [from, to] of pairsOf(newsroom)) {
    const glossary = await glossaryFor(from, to)
    const terminology = glossary && terminologyOf(glossary, from, to)
    if (terminology === undefined) continue
    if (Buffer.byteLength(terminology.csv) > MAX_FILE_BYTES)
      throw new Fault(`the glossary of ${from}-${to} is larger than the 10 MB that Amazon Translate takes`, 'shorten it')
    found.push({ ...terminology, from, to })
  }
  return found
}

export interface Push {
  /** names that were there already */
  readonly kept: readonly string[]
  readonly added: readonly string[]
  /** of earlier glossaries of ours for the same pairs */
  readonly old: readonly string[]
}

/**
 * Brings the service's terminologies up to the newsroom's glossary. What earlier glossaries have left is taken away only when the new
 * ones are there, and only with `prune`: a stack that was not deployed since still asks for it.
 */
export async function push(service: Terminologies, wanted: readonly Pushed[], prune: boolean): Promise<Push> {
  const names = new Set(await service.names())
  const [kept, added] = [wanted.filter(({ name }) => names.has(name)), wanted.filter(({ name }) => !names.has(name))]
  if (names.size + added.length > MAX_TERMINOLOGIES)
    throw new Fault(
      `the account has ${names.size} terminologies in this region and would need ${added.length} more; it may have ${MAX_TERMINOLOGIES}`,
      'delete some, or ask AWS for more',
    )
  for (const each of added) await service.put(each)
  const now = new Set(wanted.map(({ name }) => name))
  const old = [...names].filter((name) => !now.has(name) && wanted.some(({ name: ours }) => isEarlier(name, ours)))
  if (prune) for (const name of old) await service.remove(name)
  return { kept: kept.map(({ name }) => name), added: added.map(({ name }) => name), old }
}

/** Of the same pair, named as we name them: nobody else's is touched. */
function isEarlier(name: string, ours: string): boolean {
  const [, from = '', to = ''] = ours.split('-')
  return name.startsWith(prefixOf(from, to)) && /^[0-9a-f]{12}$/.test(name.slice(prefixOf(from, to).length))
}
