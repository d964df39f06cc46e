import { VOWELLESS } from './wire-numbers.ts'

/** Sources of patterns that kill notices and corrections share, in German, French, Italian and English. */

/** Names of wire copy that nothing else has. */
export const DISPATCH =
  '(?:(?:sda|ats|keystone)-)?(?:meldung(?:en)?|depesche|d[ée]p[êe]ches?|notizi[ae]|dispacci(?:o)?|lancio|stor(?:y|ies)|dispatch(?:es)?|items?|wire copy)'
/** Names of a text that may be an article of a law or of trade too. */
export const TEXT =
  '(?:artikels?|beitrag|beitrags|text(?:es?)?|bericht|fassung|nachricht|articles?|information|papier|br[èe]ve|nouvelle|articol[oi]|test[oi]|servizio|reports?|copy|version[ei]?|bild|foto|photo|picture)'
export const COPY = `(?:${DISPATCH}|${TEXT})`

/** A number of the wire, as a sign that copy is meant; apart from its letters only where these are small and no word (`SBB 500`). */
export const NUMBER = `(?<![\\p{L}\\d])(?:[bsrp][a-z]{2}\\d{3,4}|(?-i:${VOWELLESS}[ -]\\d{3,4}))(?![\\p{L}\\d])`
const QUOTE = '[«„“"‚‹]'
const CLOCK = '\\d{1,2}[.:h]\\s?\\d\\d'
/** What makes of a text one that was sent: number, quoted headline, time of day, agency. */
export const REFERENCE = `(?:${NUMBER}|${QUOTE}|${CLOCK}|(?<!\\p{L})(?:sda|ats|keystone-sda|keystone-ats)(?!\\p{L}))`

/** A part of an article, as editors name it. */
export const PART =
  '(?:absatz|abschnitt|titel|schlagzeile|lead|vorspann|zeile|satz|legende|spitzmarke|paragraphe|alin[ée]a|titre|chapeau|chap[ôo]|ligne|phrase|l[ée]gende|paragrafo|capoverso|titolo|sommario|attacco|riga|frase|didascalia|occhiello|para(?:graph)?s?|graf|graph|headline|lede|line|sentence|caption|byline|dateline)'

/** A sentence that tells what somebody said is a story's. */
export const NARRATED =
  /(?<!\p{L})(?:sagt[e]?|teilte|mitteilte|mitgeteilt|erklärte|hiess es|heisst es|laut|gemäss|zufolge|schreibt|schrieb|berichtete?n?|mahnt|warnt|fordert|kündigte|entschied|a (?:annoncé|indiqué|déclaré|précisé|affirmé|expliqué|dit|décidé)|ont (?:annoncé|indiqué|déclaré)|selon|annonce|avertit|ha (?:annunciato|comunicato|detto|dichiarato|affermato|deciso|indicato|precisato)|hanno (?:annunciato|comunicato)|secondo (?:il|la|lo|i|gli|le|un|una|quanto|fonti)|secondo l['’]\p{L}+|avverte|annuncia|said|says|announced|told|according|reported|warned|warns|decided|ruled)(?!\p{L})/iu

/** The sentences of a short text; the stop of an abbreviation (`St.`, `Nr.`) ends none. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[\p{L}\d)»”"]{3}[.!?][»”"]?)\s+(?=[\p{Lu}\d«„“"(])/u).slice(0, 8)
}
