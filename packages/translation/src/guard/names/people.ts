import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import { isGivenName } from './given-names.ts'
import { hasName, type NameIndex, nameIndex } from './match-names.ts'
import { isPlaceWord } from './places.ts'
import { SAID, TITLES } from './titles.ts'

/** Capitals that follow titles and are institutions. */
const NO_NAME = new Set(
  'stato etat etats estado national federal general republique repubblica republica republic union europe conseil consiglio parlement'.split(
    ' ',
  ),
)
const PARTICLES = new Set('de von van der den di da del della du le la el al ben bin dos von zu y'.split(' '))

/** People that one side names and the other does not: a capital after a given name, a title or a verb of saying. */
export function people(source: Reading, target: Reading): readonly Finding[] {
  const [missing] = unknown(source, target)
  const [extra] = unknown(target, source)
  if (missing && extra) {
    const reason = `the source names ${quoted(missing.text)}, the translation ${quoted(extra.text)}`
    return [{ rule: 'name-changed', level: 'check', reason, source: where(missing), target: where(extra) }]
  }
  if (missing)
    return [
      { rule: 'name-missing', level: 'check', reason: `the translation does not name ${quoted(missing.text)}`, source: where(missing) },
    ]
  if (!extra) return []
  return [{ rule: 'name-extra', level: 'check', reason: `the source does not name ${quoted(extra.text)}`, target: where(extra) }]
}

const where = ({ start, end }: Token) => [start, end] as const

function unknown(one: Reading, other: Reading): readonly Token[] {
  if (!one.language || !other.language) return []
  const names = surnames(one, one.language)
  if (names.length === 0) return []
  const index: NameIndex = nameIndex(other.tokens)
  return names.filter(({ key }) => !hasName(index, key))
}

function surnames({ tokens }: Reading, language: Known): readonly Token[] {
  return tokens.filter((token, at) => {
    if (token.kind !== 'word' || token.first || token.key.length < 4 || !/^\p{Lu}\p{Ll}/u.test(token.text)) return false
    const before = leader(tokens, at)
    return before !== undefined && !isPlaceWord(token.key) && !NO_NAME.has(token.key) && led(tokens, at, before, language)
  })
}

/** The word before a name, past an initial, a particle or a hyphen. */
function leader(tokens: readonly Token[], at: number): Token | undefined {
  for (let index = at - 1; index >= Math.max(0, at - 4); index--) {
    const token = tokens[index]
    if (token?.kind === 'word' && !PARTICLES.has(token.key)) return token
    if (token?.text !== '.' && token?.kind !== 'word') return undefined
  }
  return undefined
}

function led(tokens: readonly Token[], at: number, before: Token, language: Known): boolean {
  const given = isGivenName(before.key) && !isPlaceWord(before.key) && /^\p{Lu}/u.test(before.text)
  if (given) return !isGivenName(tokens[at]?.key ?? '') || !capital(tokens[at + 1])
  if (between(tokens, at, before)) return false
  const lead = TITLES[language].has(before.key) || SAID[language].has(before.key)
  if (language === 'de' && DETERMINERS.has(tokens[at - 2]?.key ?? '')) return false
  return lead && !(language === 'de' && capital(tokens[at + 1]) && SAID.de.has(before.key)) && !isCommon(tokens, at, language)
}

/** Only a point may part a title from the name: `Mr. Smith`. */
const between = (tokens: readonly Token[], at: number, before: Token) =>
  tokens[at - 1] !== before && !(tokens[at - 1]?.text === '.' && tokens[at - 2] === before)

/** After an article a German office is a noun: `verlangte vom Bundesrat Auskunft`. */
const DETERMINERS = new Set('der die das dem den des vom zum zur beim im am ein eine einen einem einer kein keinen keinem'.split(' '))

const capital = (token: Token | undefined) => token?.kind === 'word' && /^\p{Lu}/u.test(token.text)

/** German writes nouns with capitals: after a title only what is the last capital of its run is a name. */
function isCommon(tokens: readonly Token[], at: number, language: Known): boolean {
  if (language === 'de')
    return TITLES.de.has(tokens[at]?.key ?? '') || /(?:ung|heit|keit|schaft|tion|ische?n?|er|in)$/.test(tokens[at]?.key ?? '')
  return language === 'en' && TITLES.en.has(tokens[at]?.key ?? '')
}
