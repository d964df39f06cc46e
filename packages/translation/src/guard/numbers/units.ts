import { folded } from '../text/fold.ts'
import type { Token } from '../text/tokens.ts'

export type Unit = (typeof UNITS)[number][0]

/** Beginnings of words (without accents) and signs; a `$` at the end: the whole word. Only what five languages name alike. */
const UNITS = [
  ['percent', '%$ prozent pourcent percent porcentual punkte$ points$ punti$ puntos$ pct$'],
  ['CHF', 'chf$ fr$ sfr$ franken franc$ francs$ franchi$ franco$ francos$ milliardenfranken'],
  ['EUR', '€$ eur$ euro$ euros$'],
  ['USD', '$$ us$$ usd$ dollar dollari dolar'],
  ['GBP', '£$ gbp$ pfund$ sterling sterlin'],
  ['km', 'km$ kilomet chilomet stundenkilomet'],
  ['m', 'm$ meter$ metern$ metre$ metres$ meters$ metri$ metro$ metros$'],
  ['cm', 'cm$ zentimet centimet'],
  ['kg', 'kg$ kilo$ kilos$ kilogr chilo$ chili$ chilogr'],
  ['t', 'tonne tonnell tonelad tons$'],
  ['year', 'jahr$ jahre$ jahren$ ans$ annee anno$ anni$ year ano$ anos$'],
  ['month', 'monat mois$ mese$ mesi$ month mes$ meses$'],
  ['week', 'woche$ wochen$ semaine settiman week$ weeks$ semana'],
  ['day', 'tag$ tage$ tagen$ jour$ jours$ giorn day$ days$ dia$ dias$'],
  ['hour', 'stunde$ stunden$ uhr$ heure h$ ora$ ore$ hour hora$ horas$'],
  ['minute', 'minut min$'],
  ['second', 'sekunde second'],
  ['degree', 'grad$ °$ degre gradi$ grados$'],
  ['ha', 'ha$ hektar hectar ettar'],
  ['l', 'liter litre litro litri$'],
  ['tenth', 'zehntel$ dixieme$ dixiemes$ decimo$ decimi$ tenth$ tenths$ decima$ decimas$'],
  ['mile', 'mile$ miles$ meile miglia$ milla$ millas$'],
  ['imperial', 'foot$ feet$ ft$ inch inches$ yard pound$ pounds$ lb$ lbs$ acre gallon fahrenheit mph$ ounce'],
] as const satisfies readonly (readonly [string, string])[]

const WHOLE = new Map<string, Unit>()
const BEGIN: (readonly [string, Unit])[] = []
for (const [unit, forms] of UNITS)
  for (const form of forms.split(' '))
    if (form.endsWith('$')) WHOLE.set(form.slice(0, -1), unit)
    else BEGIN.push([folded(form), unit])

/** The unit that a word or a sign names. */
export function unitOf(token: Token | undefined): Unit | undefined {
  if (!token) return undefined
  return WHOLE.get(token.key) ?? (token.kind === 'word' ? BEGIN.find(([begin]) => token.key.startsWith(begin))?.[1] : undefined)
}

const MONEY: ReadonlySet<Unit> = new Set(['CHF', 'EUR', 'USD', 'GBP'])

export const isMoney = (unit: Unit | undefined): boolean => unit !== undefined && MONEY.has(unit)

const IMPERIAL: ReadonlySet<Unit> = new Set(['mile', 'imperial'])

/** Miles, feet, pounds: other newsrooms convert them, so their numbers need not come back. */
export const isImperial = (unit: Unit | undefined): boolean => unit !== undefined && IMPERIAL.has(unit)
