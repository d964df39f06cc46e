/**
 * House typography of a translation: quotation marks, the spaces of French, `ss`, and groups of thousands, as the target's readers have
 * them. Letters and digits are never added, moved or lost; what is not plainly one of these is left as the engine gave it.
 */
import type { Span } from '@depesche/article/model'
import type { Segment } from './engine.ts'
import { quoted } from './quoted.ts'

/** How a language is set. */
export interface Form {
  /** opening and closing marks of a quotation, and of one inside it */
  readonly quotes: readonly [outer: readonly [string, string], inner: readonly [string, string]]
  /** between groups of three digits from five digits on; `undefined`: left as it is */
  readonly thousands?: string
  /** before the tenths */
  readonly decimal: '.' | ','
  /** ß is written ss */
  readonly ss?: true
  /** a narrow no-break space before ; ! ? and a no-break one before : as France sets them; else none */
  readonly spaced?: true
}

const NBSP = '\u00a0'
const NNBSP = '\u202f'
const SWISS = {
  quotes: [
    ['«', '»'],
    ['‹', '›'],
  ],
  thousands: '’',
  decimal: ',',
} as const satisfies Form

/** By tag, and where there is none of it by its language alone. The Swiss forms are those of the agency's own copy. */
const FORMS: Readonly<Record<string, Form>> = {
  'de-CH': { ...SWISS, thousands: "'", ss: true },
  de: {
    quotes: [
      ['„', '“'],
      ['‚', '‘'],
    ],
    thousands: '.',
    decimal: ',',
  },
  'fr-CH': { ...SWISS, thousands: "'" },
  fr: {
    quotes: [
      [`«${NBSP}`, `${NBSP}»`],
      ['“', '”'],
    ],
    thousands: NNBSP,
    decimal: ',',
    spaced: true,
  },
  'it-CH': { ...SWISS, thousands: "'" },
  it: {
    quotes: [
      ['«', '»'],
      ['“', '”'],
    ],
    thousands: '.',
    decimal: ',',
  },
  en: {
    quotes: [
      ['“', '”'],
      ['‘', '’'],
    ],
    thousands: ',',
    decimal: '.',
  },
  es: {
    quotes: [
      ['«', '»'],
      ['“', '”'],
    ],
    thousands: '.',
    decimal: ',',
  },
}

/** How a language (BCP 47) is set; `undefined`: the house has no form for it. */
export function formOf(language: string): Form | undefined {
  return FORMS[language] ?? FORMS[language.split('-')[0] ?? '']
}

/** A translated segment in the house's typography; in a language without a form, as it is. */
export function typeset(segment: Segment, language: string): Segment {
  const form = formOf(language)
  if (form === undefined) return segment
  const texts = quoted(
    segment.map(({ text }) => text),
    form.quotes,
  )
  return segment.map((span, index): Span => ({ ...span, text: worded(texts[index] ?? '', form) }))
}

/** Five digits or more in groups, set off by an apostrophe or a space: no date, time or decimal is written so. */
const GROUPS =
  /(?<![\d.,'’])\d{2,3}(?:(['’\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?![\d'’])|(?<![\d.,'’])\d(?:(['’\u00a0\u202f\u2009])\d{3}){2,}(?![\d'’])/g

function worded(text: string, { thousands, ss, spaced }: Form): string {
  let set = ss ? text.replaceAll('ß', 'ss').replaceAll('ẞ', 'SS') : text
  if (thousands !== undefined) set = set.replace(GROUPS, (number) => number.replace(/\D/g, thousands))
  if (spaced === undefined) return set
  return set
    .replace(/[ \u00a0\u202f]*([;!?]+)(?=$|[\s»”)])/g, (_, marks: string) => NNBSP + marks)
    .replace(/(?<=[\p{L}»)])[ \u00a0\u202f]*:(?=\s|$)/gu, `${NBSP}:`)
}
