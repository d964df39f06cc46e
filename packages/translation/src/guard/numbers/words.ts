import type { Known } from '../text/language.ts'
import { capitalInside } from '../text/sentence-case.ts'
import type { Token } from '../text/tokens.ts'
import { otherMeasure } from './alternatives.ts'
import { halfMore } from './halves.ts'
import { type Phrase, phraseAt } from './phrase.ts'
import type { Read } from './read.ts'
import { unitAround } from './unit-around.ts'

/** The number in words that begins at `tokens[at]`. */
export function wordsAt(tokens: readonly Token[], at: number, language: Known | undefined): Read | undefined {
  const token = tokens[at]
  if (!language || token?.kind !== 'word') return undefined
  const phrase = phraseAt(tokens, at, language)
  if (!phrase) return undefined
  const end = tokens[phrase.next - 1]?.end ?? token.end
  const unit = unitAround(tokens, at, phrase.next)
  const loose =
    phrase.vague || onClock(tokens, at) || capitalInside(token) || inPassing(tokens, at) || FRACTION.test(tokens[phrase.next]?.key ?? '')
  const values = [phrase.value, ...halfHour(tokens, at, phrase.value), ...andHalf(tokens, phrase), ...otherMeasure(phrase.value, unit)]
  return {
    quantity: { start: token.start, end, values, strength: loose ? 'hint' : 'word', parts: [], written: '', ...(unit && { unit }) },
    next: phrase.next,
  }
}

/** `halb vier` is half past three. */
const CLOCK = /^(?:halb|viertel|dreiviertel|past|quarter)$/
const onClock = (tokens: readonly Token[], at: number) =>
  CLOCK.test(tokens[at - 1]?.key ?? '') ||
  (/^(?:vor|nach)$/.test(tokens[at - 1]?.key ?? '') && /^(?:kurz|viertel|minuten)$/.test(tokens[at - 2]?.key ?? ''))
const halfHour = (tokens: readonly Token[], at: number, value: number) => (tokens[at - 1]?.key === 'halb' ? [value - 0.5, value - 1] : [])

/** `due milioni e mezzo`: half of the last scale more. */
function andHalf(tokens: readonly Token[], { value, next }: Phrase): readonly number[] {
  if (halfMore(tokens, next) === 0) return []
  const scale = [1e12, 1e9, 1e6, 1e3].find((each) => value >= each) ?? 1
  return [value + scale / 2]
}

/** Three quarters are 75 percent as well. */
const FRACTION =
  /^(?:viertel|drittel|funftel|zehntel|achtel|sechstel|quarts?|tiers|cinquiemes?|dixiemes?|quarti|terzi|quinti|quarters?|thirds?|fifths?|tenths?|cuart[oa]s?|tercios?|quintos?)/

/** `deux ou trois`: a few, no number. */
function inPassing(tokens: readonly Token[], at: number): boolean {
  return /^(?:ou|oder|or|o)$/.test(tokens[at - 1]?.key ?? '') || /^(?:ou|oder|or|o)$/.test(tokens[at + 1]?.key ?? '')
}
