import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'

/**
 * Beginnings of words that carry a number without being one: `dritte`, `Trio`, `trimestre`, `douzaine`, `half`. They answer
 * a number on the other side and are never asked for. Written without accents; `$` at the end: the whole word.
 */
const HINTS: Readonly<Record<Known, Readonly<Record<string, string>>>> = {
  de: {
    '1': 'erst einzig einmal einem$ solo',
    '2': 'zwei zwo beid doppel paar duo$ halb halft zwilling bi',
    '3': 'drei dritt trio tri quartal',
    '4': 'vier quart',
    '5': 'funf quint',
    '6': 'sechs sext halbjahr halbes',
    '7': 'sieb woche',
    '8': 'acht okt',
    '9': 'neun',
    '10': 'zehn jahrzehnt dekad',
    '11': 'elf',
    '12': 'zwolf dutzend jahr$ mittag',
    '14': 'vierzehn wochen$',
    '24': 'tag$ mitternacht rund',
    '0': 'null torlos mitternacht kein',
    '15': 'viertel viertelstunde',
    '25': 'viertel',
    '30': 'halb halbe halbstund dreissig monat',
    '50': 'halft halb funfzig',
    '75': 'dreiviertel viertel',
    '33': 'drittel',
    '66': 'drittel',
    '67': 'drittel',
    '60': 'stunde sechzig',
    '100': 'hundert jahrhundert ganz volle samtlich alle$',
    '1000': 'tausend kilo tonne',
  },
  fr: {
    '1': 'premier unique seul$ seule$ prem$ 1er$',
    '2': 'deux second double duo$ demi moitie couple jumea bi',
    '3': 'trois tri tiers$ trio$ tierce',
    '4': 'quatr quart quad',
    '5': 'cinq quin',
    '6': 'six sext semestr semi',
    '7': 'sept hept',
    '8': 'huit oct',
    '9': 'neuf neuv',
    '10': 'dix decen decim deca dizain',
    '11': 'onz',
    '12': 'douz midi$ an$ annee',
    '13': 'treiz',
    '14': 'quatorz quinz semaines$',
    '15': 'quinz quart$',
    '16': 'seiz',
    '20': 'vingt',
    '24': 'jour minuit',
    '0': 'zero nul minuit blanc blanch aucun',
    '25': 'quart',
    '30': 'demi trent mois$',
    '40': 'quarant',
    '50': 'moitie cinquant demi',
    '60': 'soixant heure',
    '75': 'quart',
    '33': 'tiers$',
    '66': 'tiers$',
    '67': 'tiers$',
    '100': 'cent siecle tout total',
    '1000': 'mill kilo tonne',
  },
  it: {
    '1': 'prim unic unico sol$ solo$ sola$',
    '2': 'due second doppi duo$ mezz meta$ coppia entramb ambedue paio gemell bi raddopp',
    '3': 'tre terz tri',
    '4': 'quattro quart quad',
    '5': 'cinq quint',
    '6': 'sei sest semestr',
    '7': 'sett',
    '8': 'otto ottav ott',
    '9': 'nov non$ nona nono',
    '16': 'cinquecent',
    '17': 'seicent',
    '18': 'settecent',
    '19': 'ottocent',
    '10': 'diec decen decim deca',
    '11': 'undic',
    '12': 'dodic dozzin mezzogiorno anno$',
    '13': 'tredic',
    '14': 'quattordic settimane$ quindic',
    '15': 'quindic quarto',
    '20': 'venti ventin ventesim ventenn novecent',
    '24': 'mezzanotte giorno$ giornata',
    '0': 'zero null nulla mezzanotte reti$ nessun',
    '25': 'quarto',
    '30': 'mezz trent mese$',
    '40': 'quarant',
    '50': 'meta$ mezz cinquant',
    '60': 'ora$ sessant',
    '75': 'quarti',
    '33': 'terzo',
    '66': 'terzi',
    '67': 'terzi',
    '100': 'cent secol tutt total',
    '1000': 'mill mila$ chilo tonnellat',
  },
  en: {
    '1': 'first single sole$ only$ once$ one$',
    '2': 'two second both double duo$ half couple pair twice twin bi dual$',
    '3': 'three third tri quarter thrice',
    '4': 'four quart quad',
    '5': 'five fift quin',
    '6': 'six semester half',
    '7': 'seven week',
    '8': 'eight oct',
    '9': 'nin',
    '10': 'ten decade deci',
    '11': 'eleven',
    '12': 'twel dozen noon$ midday year$',
    '13': 'thirt',
    '14': 'fort fourteen weeks$',
    '15': 'fifteen quarter',
    '20': 'twent',
    '24': 'midnight day$',
    '0': 'zero nil$ goalless scoreless midnight',
    '25': 'quarter',
    '30': 'half thirt month$',
    '40': 'fort',
    '50': 'half halve fift',
    '60': 'hour sixt',
    '75': 'quarters',
    '33': 'third',
    '66': 'third',
    '67': 'third',
    '100': 'hundred centur cent all$ full',
    '1000': 'thousand ton kilo mill',
  },
  es: {
    '1': 'primer unic solo$ sola$',
    '2': 'dos$ segund doble duo$ medi mitad pareja ambos ambas par$ gemel bi',
    '3': 'tres$ terc tri',
    '4': 'cuatr cuart cuat quad',
    '5': 'cinco quint quin',
    '6': 'seis sext semestr',
    '7': 'siete sept',
    '8': 'ocho oct',
    '9': 'nuev noven',
    '10': 'diez dec',
    '11': 'once$ undec',
    '12': 'doce mediodia ano$',
    '13': 'trece',
    '14': 'catorc semanas$ quinc',
    '15': 'quinc cuarto',
    '20': 'veint',
    '24': 'medianoche dia$',
    '0': 'cero$ nul medianoche',
    '25': 'cuarto cuarta',
    '30': 'medi treint mes$',
    '40': 'cuarent',
    '50': 'mitad medi cincuent',
    '60': 'hora$ sesent',
    '75': 'cuartos cuartas',
    '33': 'tercio tercer',
    '66': 'tercio',
    '67': 'tercio',
    '100': 'cien siglo tod total',
    '1000': 'mil$ mill tonelad kilo',
  },
}

interface Stems {
  readonly whole: ReadonlyMap<string, readonly number[]>
  readonly begin: ReadonlyMap<string, readonly number[]>
}

const stems = new Map<string, Stems>(Object.entries(HINTS).map(([language, table]) => [language, sorted(table)]))

function sorted(table: Readonly<Record<string, string>>): Stems {
  const whole = new Map<string, number[]>()
  const begin = new Map<string, number[]>()
  for (const [value, forms] of Object.entries(table))
    for (const form of forms.split(' ')) {
      const [map, key] = form.endsWith('$') ? [whole, form.slice(0, -1)] : [begin, form]
      map.set(key, [...(map.get(key) ?? []), Number(value)])
    }
  return { whole, begin }
}

const LONGEST = 14

/** The numbers that the words of a text hint at. */
export function hintsIn(tokens: readonly Token[], language: Known): ReadonlySet<number> {
  const found = new Set<number>()
  const { whole, begin } = stems.get(language) as Stems
  for (const { kind, key } of tokens) {
    if (kind !== 'word') continue
    for (const value of whole.get(key) ?? []) found.add(value)
    for (let length = Math.min(LONGEST, key.length); length > 1; length--)
      for (const value of begin.get(key.slice(0, length)) ?? []) found.add(value)
  }
  return found
}

const HALVES: Readonly<Record<Known, string>> = { de: 'halb', fr: 'demi', it: 'mezz', en: 'half', es: 'medi' }

/** True when a text speaks of a half: then `2,5` may be `deux ans et demi`. */
export function speaksOfHalf(tokens: readonly Token[], language: Known): boolean {
  return tokens.some(({ kind, key }) => kind === 'word' && key.includes(HALVES[language]))
}
