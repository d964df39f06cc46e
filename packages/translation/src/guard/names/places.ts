import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import { folded } from '../text/fold.ts'
import { type Stems, stemsOf } from '../text/stems.ts'
import type { Token } from '../text/tokens.ts'
import { PLACES } from './place-names.ts'

interface Place {
  readonly loose: Stems
}

const byName = new Map<string, Place>()
for (const line of PLACES.trim().split('\n')) {
  const [names = '', loose = ''] = line.split('~')
  const forms = names
    .trim()
    .split(' ')
    .map((name) => folded(name).replaceAll(/[_-]/g, ' '))
  const place = { loose: stemsOf([loose.trim(), ...forms.map((form) => `${form.split(' ')[0]}$`)].join(' ')) }
  for (const form of forms) byName.set(form, place)
}

/** Names that are also ordinary words or other things: they answer, and are not asked for. */
const ALSO_OTHER = new Set(['nice', 'zug', 'reno', 'sion', 'uri', 'brig', 'thun', 'jura', 'cologne'])

/** True for a word that is a place's name in one of the languages. */
export const isPlaceWord = (key: string): boolean => byName.has(key) || byName.has(key.replace(/s$/, ''))

interface Mention {
  readonly place: Place
  readonly start: number
  readonly end: number
}

/** A place that became another. One that merely went is a translator's choice (`die Bundesstadt`). */
export function places(source: Reading, target: Reading): readonly Finding[] {
  const missing = mentions(source).find(({ place }) => !speaksOf(target, place))
  if (!missing) return []
  const extra = mentions(target).find(({ place }) => !speaksOf(source, place))
  if (!extra) return []
  const said = (reading: Reading, { start, end }: Mention) => quoted(reading.text.slice(start, end))
  return [
    {
      rule: 'place-changed',
      level: 'check',
      reason: `the source names ${said(source, missing)}, the translation ${said(target, extra)}`,
      source: [missing.start, missing.end],
      target: [extra.start, extra.end],
    },
  ]
}

function mentions({ tokens, language }: Reading): readonly Mention[] {
  if (!language) return []
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'word' || !/^\p{Lu}/u.test(token.text)) return []
    const found = [3, 2, 1].map((size) => longest(tokens, at, size)).find((each) => each !== undefined)
    return found && !ALSO_OTHER.has(token.key) ? [found] : []
  })
}

function longest(tokens: readonly Token[], at: number, size: number): Mention | undefined {
  const words: Token[] = []
  for (let index = at; index < at + size * 2 && words.length < size; index++) {
    const token = tokens[index]
    if (token?.kind === 'word') words.push(token)
    else if (token?.text !== '-' && token?.text !== '.') break
  }
  const place = words.length === size ? byName.get(words.map(({ key }) => key).join(' ')) : undefined
  return place && { place, start: tokens[at]?.start ?? 0, end: words.at(-1)?.end ?? 0 }
}

const speaksOf = ({ words }: Reading, { loose }: Place) => [...words].some((word) => loose.has(word))
