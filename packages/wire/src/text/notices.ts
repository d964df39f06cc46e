import type { Note } from '@depesche/article/model'
import { check, hold, info } from '../draft.ts'
import { embargoIn } from '../life/embargo-line.ts'
import { saysTest } from '../life/test-marks.ts'
import type { Reference } from '../time/resolve-moment.ts'
import type { TextFacts } from './piece.ts'

/** An editor's line that is about the text and no part of it. */
export interface Notice {
  /** characters to take off the beginning of the line; absent: the line; 0: it stays in the text */
  readonly prefix?: number
  readonly part: string
  readonly facts: Partial<TextFacts>
  readonly notes: readonly Note[]
}

export interface NoticeContext {
  readonly reference: Reference
  /** within the first lines of the text: only there do urgency and correction stand */
  readonly top: boolean
  /** the line after it is a paragraph, so that what follows the keyword is the headline */
  readonly isHeadline: boolean
}

const KILL_WORD =
  /^\W{0,8}(?:(?:MANDATORY )?KILL|ANNULATION|ANNULÉE?|ANNULE|RETRAIT|ANNULLAMENTO|ANNULLATO|RITIRATO|RÜCKRUF|RUECKRUF|ZURÜCKGEZOGEN|STORNO|WITHDRAWN)(?!\p{L})\s*(?:$|[:!–+*-])/u
const KILL_ORDER =
  /(?:nicht (?:mehr )?(?:verwenden|veröffentlichen|publizieren|verwendet werden)|zurückgezogen|ne (?:pas|plus) (?:utiliser|diffuser|publier)|(?:est|sont) (?:annulée?s?|retirée?s?)|non (?:utilizzare|pubblicare|usare)|(?:è|sono) (?:annullat[aoie]|ritirat[aoie])|(?:do not|don['’]t) (?:use|publish|run)|please (?:kill|withdraw)|is withdrawn)/iu
const TO_EDITORS =
  /^\W{0,4}(?:achtung,? (?:redaktion(?:en)?|an die redaktion(?:en)?)|an die redaktionen|hinweis an die redaktion(?:en)?|(?:à l['’])?attention(?: (?:des|aux) rédactions)?,? (?:rédactions?|aux rédactions)|avis aux rédactions|note aux rédact(?:ions|eurs)|attenzione,? (?:redazioni|alle redazioni)|nota (?:alle redazioni|per le redazioni)|attention,? editors|note to editors|editors['’]? note)\s?[:!,–-]/iu
const ASKS_EDITORS =
  /^\W{0,4}(?:bitte|prière|merci|si prega|preghiamo|please)\b[^\n]{0,60}\b(?:meldung|artikel|dépêche|article|notizia|articolo|dispaccio|story|item|article)\b/iu
const CORRECTION =
  /^\W{0,4}(?:korrektur|berichtigung|korrigiert|berichtigt|correction|corrected|rectificatif|rectification|correctif|corrigé|corrige|correzione|corretto|rettifica|errata corrige|corrigendum)(?:\s(?:im|in der|au|dans le|dans la|nel|nella|in the|to)\s[^\n:]{1,40})?\s?(?::|[–-]\s)\s*/iu
const CORRECTION_ALONE = /^\W{0,4}(?:KORREKTUR|BERICHTIGUNG|CORRECTION|RECTIFICATIF|CORRECTIF|CORREZIONE|RETTIFICA)\W{0,4}$/u
const URGENCY_ALONE = /^\W{0,6}(EIL|EILT|EILMELDUNG|URGENTE?|FLASH|BLITZ|BREAKING(?: NEWS)?|ALERTE|ALERT|ALLERTA)\W{0,6}$/u
const URGENCY_PREFIX =
  /^\W{0,6}(EIL|EILT|EILMELDUNG|URGENTE?|FLASH|BLITZ|BREAKING(?: NEWS)?|ALERTE|ALERT|ALLERTA)\s?(?::|\+{2,}|[–-](?=\s))[\s+*]*/u
const TEST_PREFIX = /^\W{0,4}\*{2,}\s?TEST\s?\*{2,}\s*/i
const MACHINE =
  /^\W{0,4}(?:(?:this|the) (?:article|text|story) (?:was|has been) (?:automatically|machine)[- ](?:translated|generated|written)|(?:dieser|der) (?:text|artikel) (?:wurde|ist) (?:automatisch|maschinell|mit ki|von einer ki)(?: \p{L}+)? (?:übersetzt|erstellt|verfasst|geschrieben)|(?:ce|cet) (?:texte|article) a été (?:traduit|rédigé|généré|écrit) (?:automatiquement|par une (?:machine|ia))|(?:questo|il) (?:testo|articolo) è stato (?:tradotto|scritto|generato) (?:automaticamente|da una? (?:macchina|ia)))/iu
// a headline may begin «Embargo gegen …»: a line about the text has capitals, a colon, a time word or a digit
const EMBARGO =
  /^\W{0,4}(?:achtung\W{1,3})?(?:sous |sotto )?(?:sperrfrist|sperrvermerk|embargo(?:ed)?)(?!\p{L})\s*(?=:|$|bis\b|until\b|till\b|jusqu|fino\b|ab\b|\d|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)/iu

/** Reads a short line as an editor's notice; `undefined` for a line of the story. */
export function noticeIn(text: string, context: NoticeContext): Notice | undefined {
  const line = text.slice(0, 400)
  return (
    embargo(line, context) ??
    kill(line) ??
    test(line) ??
    (context.top ? (correction(line, context) ?? urgency(line)) : undefined) ??
    machine(line) ??
    toEditors(line)
  )
}

function embargo(line: string, { reference }: NoticeContext): Notice | undefined {
  if (!EMBARGO.test(line) || line.length > 160) return undefined
  const read = embargoIn(line, reference)
  if (!read) return undefined
  const understood = 'until' in read.embargo || /:/.test(line) || /SPERR|EMBARGO/.test(line)
  const said =
    'until' in read.embargo ? [info('embargoed', `Nothing goes out before ${read.embargo.until}.`, { part: 'embargo' }, line.trim())] : []
  return { ...(understood ? {} : { prefix: 0 }), part: 'embargo', facts: { embargo: read.embargo }, notes: [...read.notes, ...said] }
}

function kill(line: string): Notice | undefined {
  const order = KILL_ORDER.test(line) && (TO_EDITORS.test(line) || ASKS_EDITORS.test(line))
  if (!order && !KILL_WORD.test(line)) return undefined
  const reason = 'A notice withdraws an article and does not say which by the provider’s identity. Find the article and kill it.'
  return {
    part: 'instruction',
    facts: { instruction: 'stop', ednotes: [line.trim()] },
    notes: [hold('kill-without-identity', reason, { part: 'instruction' }, line.trim())],
  }
}

function correction(line: string, { isHeadline }: NoticeContext): Notice | undefined {
  const keyword = CORRECTION.exec(line)?.[0]
  if (keyword === undefined && !CORRECTION_ALONE.test(line)) return undefined
  const reason =
    'The text corrects an earlier one and does not say which by the provider’s identity: see that it replaces the right article.'
  const notes = [check('correction-without-identity', reason, { part: 'instruction' }, line.trim())]
  const isPrefix = keyword !== undefined && isHeadline && line.length > keyword.length && !/\s(?:im|au|nel|in the)\s/i.test(keyword)
  if (isPrefix) return { prefix: keyword.length, part: 'instruction', facts: { instruction: 'rectify' }, notes }
  return { part: 'ednotes', facts: { instruction: 'rectify', ednotes: [line.trim()] }, notes }
}

function urgency(line: string): Notice | undefined {
  const alone = URGENCY_ALONE.exec(line)
  const found = alone ?? URGENCY_PREFIX.exec(line)
  if (!found) return undefined
  const value = /FLASH|BLITZ/.test(found[1] ?? '') ? 1 : 2
  const notes = [info('urgency', `“${found[1]}” became urgency ${value}.`, { part: 'urgency' }, found[0].trim())]
  return { ...(alone ? {} : { prefix: found[0].length }), part: 'urgency', facts: { urgency: value }, notes }
}

function test(line: string): Notice | undefined {
  const prefix = TEST_PREFIX.exec(line)?.[0]
  const alone = saysTest(line) && line.trim().length < 60
  if (prefix === undefined && !alone) return undefined
  const notes = [info('test', 'The text is marked as a test: it never goes to a partner.', { part: 'test' }, line.trim())]
  return {
    ...(prefix !== undefined && prefix.length < line.length ? { prefix: prefix.length } : {}),
    part: 'test',
    facts: { test: true },
    notes,
  }
}

/** The source itself says that a machine wrote or translated it: kept as a fact, and a person should look. */
function machine(line: string): Notice | undefined {
  if (!MACHINE.test(line) || line.length > 250) return undefined
  const notes = [
    check('machine-made', 'The source says that a machine wrote or translated the text.', { part: 'machineMade' }, line.trim()),
  ]
  return { part: 'machineMade', facts: { machineMade: true, ednotes: [line.trim()] }, notes }
}

function toEditors(line: string): Notice | undefined {
  if (!TO_EDITORS.test(line)) return undefined
  const notes = [
    check('note-to-editors', 'A note to editors was taken off the text; it is never published.', { part: 'ednotes' }, line.trim()),
  ]
  return { part: 'ednotes', facts: { ednotes: [line.trim()] }, notes }
}
