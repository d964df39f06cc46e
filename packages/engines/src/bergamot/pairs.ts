import { baseLanguage } from '@depesche/article/model'

/** Between two other languages the engine goes through it, and Mozilla publishes no model without it. */
export const PIVOT = 'en'

/**
 * Languages that Mozilla has published models of, to and from English: to name the right remedy without the network. The
 * store's index has the last word. As mirrors of it list them (November 2026); no Romansh.
 */
const LANGUAGES: ReadonlySet<string> = new Set(
  (
    'af ar az be bg bn bs ca cs da de el en es et fa fi fr gu he hi hr hu id is it ja kn ko lt lv ml ms nb nl nn no pl pt ro ru ' +
    'sk sl sq sr sv ta te th tr uk vi zh'
  ).split(' '),
)

/** Whether there are models for a direction, as far as is known without the network. */
export function bergamotMayTranslate(from: string, to: string): boolean {
  const [source, target] = [baseLanguage(from), baseLanguage(to)]
  return source !== target && LANGUAGES.has(source) && LANGUAGES.has(target)
}

/** A model's direction, in base languages. */
export type Pair = readonly [from: string, to: string]

/** The fewest models that serve these directions, through English: `de`→`fr` needs `de`→`en` and `en`→`fr`. Sorted, each once. */
export function modelsFor(directions: readonly (readonly [from: string, to: string])[]): readonly Pair[] {
  const needed = directions.flatMap(([from, to]): readonly Pair[] => {
    const [source, target] = [baseLanguage(from), baseLanguage(to)]
    if (source === target) return []
    const way: readonly Pair[] = [
      [source, PIVOT],
      [PIVOT, target],
    ]
    return way.filter(([one, other]) => one !== other)
  })
  const byName = new Map(needed.map((pair) => [pair.join('-'), pair]))
  return [...byName].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair)
}

/** Every direction between a language and English: what makes any two of several languages translatable. */
export const withEnglish = (language: string): readonly Pair[] => [
  [language, PIVOT],
  [PIVOT, language],
]
