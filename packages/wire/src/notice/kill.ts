import { saysRelease } from '../life/embargo-line.ts'
import { isKeyed, saysRight } from './correction.ts'
import { COPY, DISPATCH, NARRATED, NUMBER, REFERENCE, sentencesOf } from './words.ts'

const END = '\\s*(?:$|[:!–+*=.-])'
const CAPITAL_NOUN =
  '(?:(?:SDA-|ATS-)?(?:MELDUNG|DEPESCHE|ARTIKEL|TEXTE?|D[ÉE]P[ÊE]CHE|ARTICLE|INFORMATION|NOTIZIA|DISPACCIO|ARTICOLO|TESTO|STORY|ITEM|REPORT|DISPATCH))'
const CAPITAL_WORD =
  '(?:(?:MANDATORY |WITHHOLD |EDITORIAL )?KILL(?:[ -](?:NOTICE|MELDUNG|MITTEILUNG))?|ANNULATION|ANNUL[ÉE]E?S?|ANNULE|RETRAIT|RETIR[ÉE]E?S?|SUPPRIM[ÉE]E|À ANNULER|ANNULLAMENTO|ANNULLAT[OAIE]|RITIRO|RITIRAT[OAIE]|SOPPRESS[OA]|R(?:Ü|UE)CKRUF|R(?:Ü|UE)CKZUG|ZUR(?:Ü|UE)CKGEZOGEN|ANNULLIERT|ANNULLIERUNG|GESTRICHEN|GELÖSCHT|STORNO|STORNIERT|WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION|SPIKED)'
const ANY_NUMBER = '(?:[(\\s]{0,2}[bsrpBSRP][A-Za-z]{2}[ -]?\\d{3,4}\\)?)'
/** `KILL`, `MELDUNG bsd063 ZURÜCKGEZOGEN`, `ANNULATION (bsf041): …` */
const CAPITALS = new RegExp(
  `^\\P{L}{0,8}(?:(?:AVIS|ADVISORY|HINWEIS|ATTENTION|ATTENZIONE|ACHTUNG|URGENT|NOTE|NOTA|EDITORS)\\P{L}{1,3})?(?:${CAPITAL_NOUN}${ANY_NUMBER}?\\s(?:WIRD |IST |EST |È |IS )?)?${CAPITAL_WORD}(?!\\p{L})${ANY_NUMBER}?${END}`,
  'u',
)
const NAMED_KILL =
  '(?:r(?:ü|ue)ckruf|r(?:ü|ue)ckzug|annullierung|streichung|stornierung|widerruf|annulation|retrait|suppression|annullamento|ritiro|soppressione|withdrawal|retraction|kill(?:[ -]?(?:notice|meldung|notiz))?)'
const OF = "(?:\\s(?:der|des|von|zu|zur|de la|de l['’]|du|de|d['’]une|della|dell['’]|del|di|of the|of|for|on))?"
/** `Rückruf der Meldung bsd063`, `Annulation de la dépêche …`, `Kill: bsd063` */
const OF_COPY = new RegExp(
  `^\\P{L}{0,8}${NAMED_KILL}(?:${OF}\\s?(?:${DISPATCH}(?!\\p{L})|${COPY}[^\\n]{0,60}${REFERENCE})|[\\s:–-]{1,3}\\(?${NUMBER})`,
  'iu',
)
const WITHDRAWN =
  '(?:zur(?:ü|ue)ckgezogen|annulliert|storniert|gestrichen|gel(?:ö|oe)scht|ung(?:ü|ue)ltig|hinf(?:ä|ae)llig|gegenstandslos|annul[ée]e?s?|retir[ée]e?s?|supprim[ée]e?s?|annullat[oaie]|ritirat[oaie]|cancellat[oaie]|soppress[oaie]|eliminat[oaie]|withdrawn|killed|retracted|cancell?ed|spiked)'
/** `Meldung zurückgezogen`, `Notizia bsi019 annullata` */
const COPY_WITHDRAWN = new RegExp(`^\\P{L}{0,8}${DISPATCH}${ANY_NUMBER}?\\s${WITHDRAWN}${END}`, 'iu')

const ORDERS = [
  'nicht (?:mehr |weiter )?(?:zu )?(?:verwend|veröffentlich|publizier|verbreit|benutz|nutz|übernehm|bring|druck|weiterverbreit|aufschalt)\\p{L}{0,4}',
  '(?:verwenden|veröffentlichen|publizieren|verbreiten|benutzen|nutzen|übernehmen|bringen) sie[^\\n]{0,200} nicht(?: mehr)?',
  '(?:löschen|entfernen|streichen|ignorieren|sperren|zurückziehen|vom netz nehmen|aus dem system nehmen)',
  '(?:ist|sind) zu (?:löschen|streichen|ignorieren|entfernen)',
  'ne (?:pas|plus) (?:utiliser|diffuser|publier|reprendre|exploiter|employer|tenir compte)',
  "(?:n['’]utilisez|ne (?:publiez|diffusez|reprenez|tenez))[^\\n]{0,40} (?:pas|plus)",
  '(?:supprimer|retirer|annuler|effacer|détruire|ignorer)',
  'non (?:utilizza|pubblica|usa|diffonde|riprende|trasmette|tene)\\p{L}{0,4}',
  '(?:annullare|ritirare|cancellare|eliminare|ignorare|sopprimere|rimuovere)',
  "(?:do not|don['’]t|not to|should not|must not) (?:be )?(?:use|publish|run|broadcast|post|print)(?:d|ed)?",
  '(?:kill|withdraw|delete|remove|spike|disregard|retract|pull|take down|discard|withhold)(?:ed|d)?',
]
/** What a person is asked to do with copy. */
const ORDER = new RegExp(`(?<!\\p{L})(?:${ORDERS.join('|')})(?!\\p{L})`, 'iu')
const IS =
  '(?:wird|werden|ist|sind|(?:est|sont|a été|ont été)(?: désormais)?|è|sono|viene|vengono|va|è stat[ao]|sono stat[ei]|is|are|has been|have been|was|should be|must be)'
/** `… wird zurückgezogen`, `wir ziehen … zurück`, `est annulée`, `annulliamo`. */
const STATEMENT = new RegExp(
  `(?<!\\p{L})(?:${IS}(?: (?:hiermit|damit|ab sofort|sofort|vollständig|hereby|therefore|donc|quindi|pertanto|da considerarsi|considérée? comme|à considérer comme))?[^\\n]{0,140}?\\s${WITHDRAWN}|(?:ziehen|zieht)[^\\n]{1,200}\\szurück|wir (?:annullieren|streichen)|nous (?:annulons|retirons|supprimons)|(?:annulliamo|ritiriamo|sopprimiamo)|(?:we|sda|ats|keystone-sda) (?:are |is )?(?:withdraw|retract|kill)(?:s|ing)?|non va(?:nno)? (?:utilizzat|pubblicat|usat|diffus)[oaie]|darf nicht[^\\n]{0,30}(?:verwendet|veröffentlicht|publiziert|verbreitet) werden|ne doi(?:t|vent) pas être (?:utilis|publi|diffus|repris)\\p{L}{0,4}|à ne pas (?:utiliser|publier|diffuser)|consid[ée]r\\p{L}{1,6}[^\\n]{0,60}\\snull\\p{L}{1,3}|da (?:ritenersi|considerarsi) (?:null|annullat)\\p{L}|da non (?:utilizzare|pubblicare|usare|diffondere)|(?:must|should|may) not be (?:used|published|run))(?!\\p{L})`,
  'iu',
)
const ASKED =
  /^\P{L}{0,6}(?:achtung\P{L}{1,3})?(?:bitte|wir bitten|es wird gebeten|pri[èe]re|merci|veuillez|nous (?:vous )?prions|nous vous demandons|si prega|preghiamo|vi preghiamo|pregasi|vogliate|please|kindly|editors,? please|we ask)(?!\p{L})/iu
const POLITE = /(?<!\p{L})(?:bitte|pri[èe]re|merci de|veuillez|si prega|please)(?!\p{L})/iu
/** A sentence that is about this copy: `Diese Meldung …`, `La dépêche …`. */
const OPENING = new RegExp(
  `^\\P{L}{0,4}(?:(?:die|diese|unsere|die folgende|die vorangegangene|la|les|cette|notre|la présente|nostra|questa|questo|il|la nostra|le|i|the|this|our|the above|the following|an?) (?:\\p{L}{3,14} )?)?${DISPATCH}(?!\\p{L})`,
  'iu',
)
/** It names a text that takes the other's place, and that is this one: a correction. */
const REPLACED =
  /(?<!\p{L})(?:durch (?:diese|die folgende|nachstehende)|(?:par|avec) (?:la (?:suivante|présente)|celle-ci|ce qui suit|le texte (?:suivant|ci-dessous))|(?:da|con) (?:la|quella|il|quest)\p{L}{0,2} ?(?:seguente|presente)|(?:by|with) (?:the following|this))/iu

const patternOf = (source: string) => new RegExp(`(?<!\\p{L})${source}(?!\\p{L})`, 'iu')
const [ABOUT_COPY, DISPATCHED, NUMBERED] = [patternOf(COPY), patternOf(DISPATCH), patternOf(NUMBER)]
const REFERRED = new RegExp(REFERENCE, 'iu')

const NUMBER_WITHDRAWN = new RegExp(`${NUMBER}[)»”"]?:? (?:${IS} )?${WITHDRAWN}(?!\\p{L})`, 'iu')

/** True for a line or paragraph that withdraws copy. `toEditors`: it speaks to them (`Achtung Redaktionen: …`). */
export function isKill(text: string, toEditors: boolean): boolean {
  if (REPLACED.test(text)) return false
  if (CAPITALS.test(text) || OF_COPY.test(text) || COPY_WITHDRAWN.test(text)) return true
  return !isKeyed(text) && sentencesOf(text).some((sentence) => withdraws(sentence, toEditors))
}

function withdraws(sentence: string, toEditors: boolean): boolean {
  // `ne pas publier avant 06h00` keeps back and withdraws nothing
  if (saysRelease(sentence)) return false
  const [numbered, aboutCopy] = [NUMBERED.test(sentence), ABOUT_COPY.test(sentence)]
  const stated = STATEMENT.test(sentence)
  const ordered = stated || ORDER.test(sentence)
  if (numbered && saysRight(sentence)) return false
  if (numbered && (ordered || NUMBER_WITHDRAWN.test(sentence))) return true
  if (ordered && toEditors && (aboutCopy || POLITE.test(sentence))) return true
  if (ordered && ASKED.test(sentence) && DISPATCHED.test(sentence)) return true
  if (ordered && POLITE.test(sentence) && OPENING.test(sentence)) return true
  if (NARRATED.test(sentence)) return false
  if (ordered && ASKED.test(sentence) && aboutCopy) return true
  return DEMONSTRATED.test(sentence) || (stated && OPENING.test(sentence) && REFERRED.test(sentence))
}

/** `Diese Meldung wird zurückgezogen`, `La dépêche est annulée`: nothing stands between. */
const DEMONSTRATED = new RegExp(
  `^\\P{L}{0,4}(?:diese|die|cette|la|questa|this|the|our|unsere|notre) ${DISPATCH} ${IS} (?:\\p{L}{3,12} )?${WITHDRAWN}\\s*(?:$|[.!;,])`,
  'iu',
)
