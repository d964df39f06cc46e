import type { Known } from '../text/language.ts'

type Names = ReadonlyMap<string, number>

const listed = (names: string): Names =>
  new Map(names.split(' ').flatMap((forms, index) => forms.split('/').map((form) => [form, index + 1] as const)))

/** Months by name, without accents; what is short or also another word stands in `SHORT_MONTHS`. */
export const MONTHS: Readonly<Record<Known, Names>> = {
  de: listed('januar/janner februar marz april mai juni juli august september oktober november dezember'),
  fr: listed('janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'),
  it: listed('gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'),
  en: listed('january february march april may june july august september october november december'),
  es: listed('enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre'),
}

/** Names that are also something else: they count beside a figure or after a word of time. */
export const DOUBTFUL_MONTHS: ReadonlySet<string> = new Set(['march', 'may', 'mars', 'august', 'mai', 'juni', 'juli', 'april', 'june'])

export const SHORT_MONTHS: Readonly<Record<Known, Names>> = {
  de: listed('jan feb mrz apr - jun jul aug sep/sept okt nov dez'),
  fr: listed('janv fevr - avr - - juil - sept oct nov dec'),
  it: listed('gen feb mar apr mag giu lug ago set/sett ott nov dic'),
  en: listed('jan feb mar apr - jun jul aug sep/sept oct nov dec'),
  es: listed('ene feb mar abr - jun jul ago sept oct nov dic'),
}

export const WEEKDAYS: Readonly<Record<Known, Names>> = {
  de: listed('montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag'),
  fr: listed('lundi mardi mercredi jeudi vendredi samedi dimanche'),
  it: listed('lunedi martedi mercoledi giovedi venerdi sabato domenica'),
  en: listed('monday tuesday wednesday thursday friday saturday sunday'),
  es: listed('lunes martes miercoles jueves viernes sabado domingo'),
}
