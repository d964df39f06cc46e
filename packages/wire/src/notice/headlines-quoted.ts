import { matchesIn } from './matches.ts'
import { wireNumbersIn } from './wire-numbers.ts'

const QUOTED = [
  /„([^„“”"\n]{3,200})[“”"]/gu,
  /«([^«»\n]{3,200})»/gu,
  /“([^“”\n]{3,200})”/gu,
  /"([^"„\n]{3,200})"/gu,
  /[‚‘]([^‚‘’\n]{3,200})[‘’](?!\p{L})/gu,
  /‹([^‹›\n]{3,200})›/gu,
  /(?<=^|[\s(])'(\p{Lu}(?:[^'\n]|'(?=\p{L})){3,200})'(?=[\s).,;:]|$)/gmu,
]
const LABELLED =
  /(?<!\p{L})(?:titel|schlagzeile|überschrift|headline|title|titre|titr[eé]e?|titolo|intitolat[ao]|betreff|objet|oggetto|subject)\s?:\s?([^\n]{3,200})/giu
const MOST = 20

/** What stands in quotation marks in a text, of two words or more: headlines, and perhaps words of people. */
export function quotedIn(text: string): readonly string[] {
  return QUOTED.flatMap((pattern) => matchesIn(text, pattern, MOST))
    .sort((a, b) => a.index - b.index)
    .flatMap((match) => headlineIn(match[1] ?? ''))
}

/** What stands after `Titel:`, `titre:`, `titolo:`, `headline:`. */
export function labelledIn(text: string): readonly string[] {
  return matchesIn(text, LABELLED, MOST).flatMap((match) => headlineIn(match[1] ?? ''))
}

/** The headline in a piece of text, without marks and numbers around it; none if fewer than two words are left. */
export function headlineIn(piece: string): readonly string[] {
  const [number] = wireNumbersIn(piece.slice(0, 40))
  const unnumbered = number?.start !== undefined && number.start <= 2 ? piece.slice(number.end) : piece
  const bare = unnumbered
    .replace(/\s*\([a-z]{3}[ -]?\d{3,4}\)[\s.+*]*$/i, '')
    .replaceAll(/^[\s«»„“”‚‘’‹›"'(:,–=+*-]+|[\s«»„“”‚‘’‹›"'):,;=+*]+$/g, '')
    .replaceAll(/\s+/g, ' ')
  return /\p{L}.*\s\S/u.test(bare) && bare.length >= 6 ? [bare] : []
}
