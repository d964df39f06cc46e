import { COPY, DISPATCH, NARRATED, NUMBER, PART, REFERENCE, sentencesOf } from './words.ts'

const KEYWORD =
  '(?:korr\\.|(?-i:PRÄZISIERUNG|KLARSTELLUNG|PR[ÉE]CISION|PRECISAZIONE|CLARIFICATION)|korrektur(?:meldung)?|korrigendum|berichtigung|richtigstellung|korrigiert|berichtigt|korrigierte (?:fassung|version|meldung)|berichtigte (?:fassung|version|meldung)|corrections?|corrected(?: (?:version|story|repeat))?|rectificatif|rectification|rectifi[ée]e?|correctif|corrig[ée]e?|corrige|version (?:corrigée|rectifiée)|correzione|corretto|corretta|rettifica|versione corretta|errata[ -]corrige|erratum|errata|corrigendum|annule et remplace|annulla e sostituisce)'
const ABOUT = `(?:,\\s\\d|\\s(?:im|in|in der|zu|zur|zum|der|à|à la|au|aux|dans|dans le|dans la|de|de la|du|a|al|alla|nel|nella|nell['’]|della|del|di|in the|to|to the|of|of the))`
/** Where or in what: only words of the trade, so that `Correction au marché: …` is a headline. */
const SCOPE = `(?:${ABOUT}\\s?[^\\n:]{0,50}?(?:${PART}|${DISPATCH}|${NUMBER})(?!\\p{L})[^\\n:]{0,60})?`
/** `KORREKTUR: …`, `Rectificatif à la dépêche bsf041: …`, `(Corrected) …` */
const KEYED = new RegExp(
  `^\\P{L}{0,4}(?:UPDATE \\d{1,2}[ -])?${KEYWORD}(?!\\p{L})(?:[(\\s]{1,2}${NUMBER}\\)?)?${SCOPE}[)\\]]?\\s?(?::|[–-]\\s|-(?=\\p{Lu})|\\+{2,})\\s*`,
  'iu',
)
const BRACKETED = new RegExp(`^\\s{0,4}[([]${KEYWORD}[)\\]]:?\\s+(?=\\p{Lu})`, 'iu')
const CAPITALS =
  'KORREKTUR|BERICHTIGUNG|RICHTIGSTELLUNG|KORRIGIERT|BERICHTIGT|KORRIGIERTE FASSUNG|BERICHTIGTE FASSUNG|CORRECTION|CORRECTED|CORRECTED VERSION|RECTIFICATIF|RECTIFICATION|CORRECTIF|CORRIGÉE?|VERSION CORRIGÉE|CORREZIONE|RETTIFICA|CORRETTO|VERSIONE CORRETTA|ERRATA[ -]CORRIGE|ERRATUM|ERRATA|CORRIGENDUM|ANNULE ET REMPLACE|ANNULLA E SOSTITUISCE'
/** A keyword alone on its line, perhaps with the number that it is about. */
const ALONE = new RegExp(
  `^\\P{L}{0,6}(?:${CAPITALS})(?:[(\\s:]{1,2}(?:${NUMBER}|${NUMBER.replaceAll('[bsrp][a-z]{2}', '[BSRP][A-Z]{2}')})\\)?)?\\P{L}{0,6}$`,
  'u',
)

/** Verbs of correcting with what is corrected; a line may begin with them. */
const VERBS = [
  `(?:korrigiert|berichtigt|richtiggestellt)(?:\\s(?:wird|werden|wurde|wurden|ist|sind))?(?!\\p{L})[^\\n]{0,140}(?:${PART}|statt|anstatt|nicht|recte)`,
  `(?:corrige|rectifie|précise)(?: bien)?\\s[^\\n]{0,80}${PART}`,
  `(?:corregge|rettifica)\\s[^\\n]{0,80}${PART}`,
  `corrett[oai]\\s[^\\n]{0,60}(?:(?:nel|nella|al|alla)\\s|nell['’])[^\\n]{0,20}${PART}`,
  `correct(?:s|ing|ed)\\s[^\\n]{0,80}${PART}`,
]
const SAYS = [
  ...VERBS,
  '(?:muss|müsste|müssen|soll|sollte|hätte)[^\\n]{0,140} (?:heissen|lauten|stehen)(?: müssen| sollen)?',
  'richtig (?:ist|heisst|lautet|muss)',
  '(?:il (?:faut|fallait|convient de)|prière de|veuillez|merci de|bien)\\s(?:bien )?lire',
  '(?:prière de|veuillez|merci de) (?:corriger|rectifier|remplacer)',
  '(?:si legga|leggasi|leggere|va letto|si deve leggere|deve leggersi|va corrett[oa])',
  '(?:si prega di|preghiamo di|vi preghiamo di|pregasi) (?:correggere|rettificare|sostituire)',
  '(?:should|must) (?:have )?read|please read|read instead',
  'please (?:correct|amend|replace|substitute)',
]
const SAID = new RegExp(`(?<!\\p{L})(?:${SAYS.join('|')})(?!\\p{L})`, 'iu')
const BEGINS = new RegExp(`^\\P{L}{0,4}(?:${VERBS.join('|')})(?!\\p{L})`, 'iu')
const PLACED = new RegExp(
  `^\\P{L}{0,4}(?:(?:im|in der|in|dans|au|à|nel|nella|nell['’]|al|in the|in our|the)\\s)?[^\\n]{0,60}?(?<!\\p{L})(?:${PART}|${COPY})(?!\\p{L})`,
  'iu',
)
const STRONG = new RegExp(`${NUMBER}|(?<!\\p{L})${DISPATCH}(?!\\p{L})[^\\n]{0,120}${REFERENCE}`, 'iu')
const CONTRASTED =
  /(?<!\p{L})(?:statt|anstatt|nicht|richtig|korrekt|recte|au lieu de|et non|non pas|invece (?:di|che)|anziché|e non|instead of|not|rather than|correct)(?!\p{L})/iu
const REPLACES =
  /(?<!\p{L})(?:ersetzt (?:die |unsere )?(?:meldung|fassung|version)|wird durch (?:diese|die folgende)|(?:annulée?|remplacée?) (?:et remplacée? )?par (?:la (?:suivante|présente)|celle-ci|ce qui suit|le texte)|(?:annullat[ao] e )?sostituit[ao] (?:da|con)|(?:withdrawn and )?replaced (?:by|with) (?:the following|this)|(?:replaces|remplace|sostituisce) (?:the |our |la |il )?(?:story|item|dispatch|dépêche|notizia|dispaccio|[bsrp][a-z]{2} ?\d{3,4}))(?!\p{L})/iu

/** How a line says that its text corrects another: so many characters before a headline or after it, or as a whole. */
export type Correction = { readonly keyword: number } | { readonly suffix: number } | 'whole'

/** Reads a line or paragraph as a correction; `undefined` for a line of the story. `toEditors`: it speaks to them. */
export function correctionIn(text: string, toEditors: boolean): Correction | undefined {
  const keyed = (KEYED.exec(text) ?? BRACKETED.exec(text))?.[0]
  if (keyed !== undefined) return isRemark(keyed, text.slice(keyed.length)) ? 'whole' : { keyword: keyed.length }
  if (ALONE.test(text)) return 'whole'
  const ending = text.length <= TITLE ? ENDING.exec(text)?.index : undefined
  if (ending !== undefined) return { suffix: text.length - ending }
  if (NAMED.test(text) && (SAID.test(text) || WORD.test(text))) return 'whole'
  return sentencesOf(text).some((sentence) => corrects(sentence, toEditors)) ? 'whole' : undefined
}

const TITLE = 160
/** `Gemeinde baut Brücke (korrigiert)`. */
const ENDING = new RegExp(`(?<=\\p{L}.{0,40})\\s{1,2}(?:[([]${KEYWORD}[)\\]]|[–-]\\s(?-i:${CAPITALS}))(?=\\s*=?\\s*$)`, 'iu')
const NAMED = new RegExp(NUMBER, 'iu')
/** Beside a number of the wire any word of correcting is one. */
const WORD =
  /(?<!\p{L})(?:korrektur|korrigier|berichtig|corrig|corregg|corrett|rettific|rectifi|correct|erratum|errata)\p{L}{0,6}(?!\p{L})/iu

/** True if a keyword of correcting stands before what may be the headline. */
export function isKeyed(text: string): boolean {
  return KEYED.test(text) || BRACKETED.test(text)
}

/** True for a sentence that says how something should read. */
export function saysRight(sentence: string): boolean {
  return SAID.test(sentence)
}

const PARTED = new RegExp(`(?<!\\p{L})${PART}(?!\\p{L})`, 'iu')
const OF_COPY = new RegExp(`(?<!\\p{L})${COPY}(?!\\p{L})|${NUMBER}`, 'iu')

/** `im 2. Absatz: 3 statt 4`, `zur Meldung bsd063: Er heisst Meier.`: what was wrong, and no headline. */
function isRemark(keyword: string, rest: string): boolean {
  if (PARTED.test(keyword) || PARTED.test(rest) || /^\p{Ll}/u.test(rest) || /\.\s*$/.test(rest)) return true
  return OF_COPY.test(keyword) && CONTRASTED.test(rest)
}

function corrects(sentence: string, toEditors: boolean): boolean {
  const aboutCopy = toEditors || STRONG.test(sentence)
  if (REPLACES.test(sentence) && aboutCopy) return true
  if (!SAID.test(sentence)) return false
  if (aboutCopy) return true
  if (NARRATED.test(sentence)) return false
  return BEGINS.test(sentence) || (PLACED.test(sentence) && CONTRASTED.test(sentence))
}
