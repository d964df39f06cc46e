import type { Known } from '../text/language.ts'

type Scales = ReadonlyMap<string, number>

function scales(lines: Readonly<Record<string, number>>): Scales {
  return new Map(Object.entries(lines).flatMap(([words, factor]) => words.split(' ').map((word) => [word, factor] as const)))
}

const SHORT = { 'mio mill mln': 1e6, 'mrd mld mia': 1e9 }

/** Words that multiply the number before them. `Billion` is a million millions everywhere but in English. */
const SCALES: Readonly<Record<Known, Scales>> = {
  de: scales({
    ...SHORT,
    tausend: 1e3,
    'million millionen': 1e6,
    'milliarde milliarden': 1e9,
    'billion billionen': 1e12,
    'billiarde billiarden': 1e15,
    hundert: 100,
  }),
  fr: scales({ ...SHORT, mille: 1e3, 'million millions': 1e6, 'milliard milliards': 1e9, 'billion billions': 1e12 }),
  it: scales({ ...SHORT, 'mila mille': 1e3, 'milione milioni': 1e6, 'miliardo miliardi': 1e9, 'bilione bilioni': 1e12 }),
  en: scales({ 'mio mln mn million': 1e6, 'bn billion': 1e9, 'tn trillion': 1e12, thousand: 1e3, hundred: 100 }),
  es: scales({ ...SHORT, mil: 1e3, 'millon millones': 1e6, 'billon billones': 1e12 }),
}

/** English and others glue a letter to the figure: `$2.4m`, `3bn`, `10k`. */
const GLUED: Scales = scales({ bn: 1e9, tn: 1e12 })
/** Letters that are metres or kilometres unless money stands before. */
const GLUED_TO_MONEY: Scales = scales({ m: 1e6, k: 1e3 })

const ANY: Scales = scales({ 'mio mln million millions millionen milioni millones': 1e6, 'mrd mld': 1e9 })

/** What the word multiplies the number before it by; `undefined` for any other word. */
export function scaleOf(word: string, language: Known | undefined): number | undefined {
  return (language ? SCALES[language] : ANY).get(word)
}

/** The factor of a letter that stands right at the figure. */
export function gluedScaleOf(word: string, language: Known | undefined, money: boolean): number | undefined {
  if (language !== 'en') return undefined
  return GLUED.get(word) ?? (money ? GLUED_TO_MONEY.get(word) : undefined)
}
