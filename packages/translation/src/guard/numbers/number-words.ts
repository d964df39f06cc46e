import type { Known } from '../text/language.ts'

const DE_ONES =
  'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'
const DE_TENS = 'zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig'
const FR_ONES = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'
const FR_TENS = 'vingt trente quarante cinquante soixante'
const IT_ONES =
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove'
const IT_TENS = 'venti trenta quaranta cinquanta sessanta settanta ottanta novanta'
const EN_ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const EN_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'
const ES_ONES =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve'
const ES_TENS = 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'

const ES_HUNDREDS = 'doscient trescient cuatrocient quinient seiscient setecient ochocient novecient'

type Words = Map<string, number>

const plainly = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('-', ' ').replaceAll('ß', 'ss')

function counted(ones: string): Words {
  return new Map(ones.split(' ').map((word, value) => [plainly(word), value]))
}

/** Twenty to ninety and what is between them, made from the ones by `join`. */
function withTens(words: Words, tens: string, join: (ten: string, one: string, value: number) => readonly string[]): Words {
  const ones = [...words].filter(([, value]) => value > 0 && value < 10)
  for (const [index, ten] of tens.split(' ').map(plainly).entries()) {
    words.set(ten, 20 + index * 10)
    for (const [one, value] of ones) for (const form of join(ten, one, value)) words.set(plainly(form), 20 + index * 10 + value)
  }
  return words
}

function german(): Words {
  const words = withTens(counted(DE_ONES), DE_TENS, (ten, one) => [`${one}und${ten}`])
  for (const [form, value] of [
    ['eins', 1],
    ['eine', 1],
    ['einen', 1],
    ['einer', 1],
    ['einem', 1],
    ['eines', 1],
    ['zwo', 2],
  ] as const)
    words.set(form, value)
  return words.set('anderthalb', 1.5).set('eineinhalb', 1.5).set('zweieinhalb', 2.5).set('dreieinhalb', 3.5).set('viereinhalb', 4.5)
}

function french(): Words {
  const join = (ten: string, one: string, value: number) =>
    value === 1 ? [`${ten} et un`, `${ten} et une`, `${ten} un`] : [`${ten} ${one}`]
  const words = withTens(counted(FR_ONES), FR_TENS, join)
  const swiss = new Map(counted(FR_ONES))
  withTens(swiss, 'x x x x x septante huitante nonante', join)
  for (const [word, value] of swiss) if (!word.startsWith('x')) words.set(word, value)
  const teens = [...counted(FR_ONES)].filter(([, value]) => value > 0)
  for (const [word, value] of teens) {
    words.set(`quatre vingt ${word}`, 80 + value)
    if (value >= 10) words.set(`soixante ${word}`, 60 + value)
  }
  return words.set('soixante et onze', 71).set('quatre vingts', 80).set('quatre vingt', 80).set('octante', 80).set('une', 1)
}

function italian(): Words {
  const join = (ten: string, one: string) => [
    `${/^[ou]/.test(one) ? ten.slice(0, -1) : ten}${one}`,
    ...(one === 'uno' ? [`${ten.slice(0, -1)}un`] : []),
  ]
  const words = withTens(counted(IT_ONES), IT_TENS, join).set('un', 1).set('una', 1)
  // elided: `vent’anni`
  for (const [index, ten] of IT_TENS.split(' ').entries()) words.set(ten.slice(0, -1), 20 + index * 10)
  return words
}

const english = () =>
  withTens(counted(EN_ONES), EN_TENS, (ten, one) => [`${ten} ${one}`])
    .set('a', 1)
    .set('an', 1)

function spanish(): Words {
  const words = withTens(counted(ES_ONES), ES_TENS, (ten, one) => [ten === 'veinte' ? `veinti${one}` : `${ten} y ${one}`])
  for (const [index, hundred] of ES_HUNDREDS.split(' ').entries())
    for (const ending of ['os', 'as']) words.set(`${hundred}${ending}`, 200 + index * 100)
  return words.set('veintiun', 21).set('un', 1).set('una', 1)
}

/** Number words to ninety-nine, without accents and hyphens; several words are parted by one space. */
export const numberWords: Readonly<Record<Known, ReadonlyMap<string, number>>> = {
  de: german(),
  fr: french(),
  it: italian(),
  en: english(),
  es: spanish(),
}
