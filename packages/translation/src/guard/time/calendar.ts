import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import { DOUBTFUL_MONTHS, MONTHS, SHORT_MONTHS, WEEKDAYS } from './calendar-words.ts'

/** A month or a weekday, 1 to 12 or 1 to 7, and where it stands. */
export interface Named {
  readonly start: number
  readonly end: number
  readonly value: number
}

const TIME_WORD = new Set(
  'in im of since until till by from late early mid last next this to through en de debut fin mi depuis jusqu ab bis seit vom zum anfang mitte ende kommenden letzten'.split(
    ' ',
  ),
)

/** Months that are named (`12. Mai`, `im August`, `May 3`). */
export function monthsIn(tokens: readonly Token[], language: Known): readonly Named[] {
  return tokens.flatMap((token, at) => {
    const value = token.kind === 'word' ? monthAt(tokens, at, token, language) : undefined
    return value === undefined ? [] : [{ start: token.start, end: token.end, value }]
  })
}

function monthAt(tokens: readonly Token[], at: number, token: Token, language: Known): number | undefined {
  const full = MONTHS[language].get(token.key)
  if (full !== undefined) return DOUBTFUL_MONTHS.has(token.key) && !surely(tokens, at, language) ? undefined : full
  return beside(tokens, at) ? SHORT_MONTHS[language].get(token.key) : undefined
}

function surely(tokens: readonly Token[], at: number, language: Known): boolean {
  if (language === 'en' && !/^[A-Z]/.test(tokens[at]?.text ?? '')) return false
  return beside(tokens, at) || TIME_WORD.has(tokens[at - 1]?.key ?? '')
}

/** A figure stands before or after, with at most an ordinal's ending between. */
function beside(tokens: readonly Token[], at: number): boolean {
  return [1, -1, -2].some((step) => tokens[at + step]?.kind === 'number')
}

/** Weekdays, in German inside longer words too (`Dienstagabend`). */
export function weekdaysIn(tokens: readonly Token[], language: Known): readonly Named[] {
  return tokens.flatMap((token) => {
    const value = token.kind === 'word' ? weekday(token.key, language) : undefined
    return value === undefined ? [] : [{ start: token.start, end: token.end, value }]
  })
}

function weekday(key: string, language: Known): number | undefined {
  const exact = WEEKDAYS[language].get(key) ?? WEEKDAYS[language].get(key.replace(/s$/, ''))
  if (exact !== undefined || language !== 'de') return exact
  return [...WEEKDAYS.de].find(([name]) => key.startsWith(name) || key.endsWith(name))?.[1]
}
