import type { Note } from '@depesche/article/model'
import { check, hold, info } from '../draft.ts'
import { type EmbargoLine, embargoIn, saysRelease } from '../life/embargo-line.ts'
import { saysTest } from '../life/test-marks.ts'
import { correctionIn } from '../notice/correction.ts'
import { isKill } from '../notice/kill.ts'
import type { Reference } from '../time/resolve-moment.ts'
import { datelineIn } from './dateline.ts'
import type { TextFacts } from './piece.ts'

/** An editor's line that is about the text and no part of it. */
export interface EditorsLine {
  /** characters to take off the beginning of the line; absent: the line; 0: it stays in the text */
  readonly prefix?: number
  /** characters to take off its end instead, before the sign of the text wire */
  readonly suffix?: number
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

const TO_EDITORS =
  /^\W{0,4}(?:achtung,? (?:redaktion(?:en)?|an die redaktion(?:en)?)|an die redaktionen|hinweis an die redaktion(?:en)?|(?:à l['’])?attention(?: (?:des|aux) rédactions)?,? (?:rédactions?|aux rédactions)|avis aux rédactions|note aux rédact(?:ions|eurs)|attenzione,? (?:redazioni|alle redazioni)|nota (?:alle redazioni|per le redazioni)|attention,? editors|note to editors|editors['’]? note)\s?[:!,–-]/iu
/** Beginnings of a letter; alone they make no note of a line, for a story may quote one. */
const ADDRESSED =
  /^\W{0,4}(?:an (?:alle|die) redaktionen|(?:liebe|sehr geehrte|werte)r? (?:redaktion(?:en)?|kolleg\p{L}{2,6}(?: und kollegen)?)|redaktionshinweis|ch[eè]re?s? (?:rédactions|collègues|confrères)|mesdames et messieurs les rédacteurs|(?:care|cari|gentili|egregi) (?:redazioni|colleghi|redattori)|alle redazioni|aux rédactions|dear (?:editors?|colleagues|all)|editors|advisory)\s?[:!,–-]/iu
const URGENCY_ALONE = /^\W{0,6}(EIL|EILT|EILMELDUNG|URGENTE?|FLASH|BLITZ|BREAKING(?: NEWS)?|ALERTE|ALERT|ALLERTA)\W{0,6}$/u
const URGENCY_PREFIX =
  /^\W{0,6}(EIL|EILT|EILMELDUNG|URGENTE?|FLASH|BLITZ|BREAKING(?: NEWS)?|ALERTE|ALERT|ALLERTA)\s?(?::|\+{2,}|[–-](?=\s))[\s+*]*/u
const TEST_PREFIX = /^\W{0,4}\*{2,}\s?TEST\s?\*{2,}\s*/i
const MACHINE =
  /^\W{0,4}(?:(?:this|the) (?:article|text|story) (?:was|has been) (?:automatically|machine)[- ](?:translated|generated|written)|(?:dieser|der) (?:text|artikel) (?:wurde|ist) (?:automatisch|maschinell|mit ki|von einer ki)(?: \p{L}+)? (?:übersetzt|erstellt|verfasst|geschrieben)|(?:ce|cet) (?:texte|article) a été (?:traduit|rédigé|généré|écrit) (?:automatiquement|par une (?:machine|ia))|(?:questo|il) (?:testo|articolo) è stato (?:tradotto|scritto|generato) (?:automaticamente|da una? (?:macchina|ia)))/iu
// a headline may begin «Embargo gegen …»: a line about the text has capitals, a colon, a time word or a digit
const EMBARGO =
  /^\W{0,4}(?:achtung\W{1,3})?(?:sous |sotto )?(?:sperrfrist|sperrvermerk|embargo(?:ed)?)(?!\p{L})\s*(?=:|$|bis\b|until\b|till\b|jusqu|fino\b|ab\b|\d|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)/iu

/** How much of a line or paragraph is looked at. */
const LONGEST = 600

/** Reads a short line as an editor's notice; `undefined` for a line of the story. */
export function noticeIn(text: string, context: NoticeContext): EditorsLine | undefined {
  const line = text.slice(0, 400)
  return (
    embargo(line, context) ??
    kill(line) ??
    embargoToEditors(line, context) ??
    test(line) ??
    (context.top ? (correction(line, context) ?? urgency(line)) : undefined) ??
    machine(line) ??
    toEditors(line)
  )
}

/** Reads a paragraph that is wrapped over lines as a notice to editors: only what a line alone may not say in full. */
export function paragraphNoticeIn(text: string, context: NoticeContext): EditorsLine | undefined {
  if (text.length <= LONGEST)
    return (
      kill(text) ??
      (context.top ? correction(text, { ...context, isHeadline: false }) : undefined) ??
      embargoToEditors(text, context) ??
      toEditors(text)
    )
  const found = kill(text.slice(0, LONGEST))
  return found && { ...found, prefix: 0 }
}

function embargo(line: string, { reference }: NoticeContext): EditorsLine | undefined {
  if (line.length > 160) return undefined
  const named = EMBARGO.test(line)
  const read = named || saysRelease(line) ? embargoIn(line, reference) : undefined
  if (!read) return undefined
  const understood = 'until' in read.embargo || (named && (/:/.test(line) || /SPERR|EMBARGO/.test(line)))
  if (!named && !understood) return undefined
  return { ...(understood ? {} : { prefix: 0 }), ...embargoed(read, line) }
}

/** `Achtung Redaktionen: Sperrfrist …`: whatever is said to editors of an embargo keeps the text in. */
function embargoToEditors(line: string, { reference }: NoticeContext): EditorsLine | undefined {
  const address = TO_EDITORS.exec(line)?.[0] ?? ADDRESSED.exec(line)?.[0]
  const read = address === undefined ? undefined : embargoIn(line.slice(address.length), reference)
  return read && embargoed(read, line, [line.trim()])
}

function embargoed({ embargo, notes }: EmbargoLine, line: string, ednotes: readonly string[] = []): EditorsLine {
  const said = 'until' in embargo ? [info('embargoed', `Nothing goes out before ${embargo.until}.`, { part: 'embargo' }, line.trim())] : []
  return { part: 'embargo', facts: { embargo, ednotes }, notes: [...notes, ...said] }
}

function kill(line: string): EditorsLine | undefined {
  if (!isKill(line.slice(beginningOf(line)), speaksToEditors(line))) return undefined
  const reason = 'A notice withdraws an article and does not say which by the provider’s identity. Find the article and kill it.'
  return {
    part: 'instruction',
    facts: { instruction: 'stop', ednotes: [line.trim()] },
    notes: [hold('kill-without-identity', reason, { part: 'instruction' }, line.trim())],
  }
}

function correction(line: string, { isHeadline }: NoticeContext): EditorsLine | undefined {
  const start = beginningOf(line)
  const found = correctionIn(line.slice(start), speaksToEditors(line))
  if (found === undefined) return undefined
  const reason =
    'The text corrects an earlier one and does not say which by the provider’s identity: see that it replaces the right article.'
  const notes = [check('correction-without-identity', reason, { part: 'instruction' }, line.trim())]
  const facts = { instruction: 'rectify' } as const
  if (found !== 'whole' && 'suffix' in found) return { suffix: found.suffix, part: 'instruction', facts, notes }
  const prefix = found === 'whole' || !isHeadline ? 0 : start + found.keyword
  if (prefix > 0 && line.length > prefix) return { prefix, part: 'instruction', facts, notes }
  return { part: 'ednotes', facts: { instruction: 'rectify', ednotes: [line.trim()] }, notes }
}

function speaksToEditors(line: string): boolean {
  return TO_EDITORS.test(line) || ADDRESSED.test(line)
}

const SUBJECT = /^\s{0,8}(?:(?:betreff|betrifft|objet|oggetto|subject|re|aw|wg|fwd?|tr|i)\s?:\s*){1,3}/iu

/** Where a notice begins: below a dateline, as a story has one (`Bern (sda) Die Meldung …`), or a mail's subject. */
function beginningOf(line: string): number {
  return datelineIn(line)?.length ?? SUBJECT.exec(line)?.[0].length ?? 0
}

function urgency(line: string): EditorsLine | undefined {
  const alone = URGENCY_ALONE.exec(line)
  const found = alone ?? URGENCY_PREFIX.exec(line)
  if (!found) return undefined
  const value = /FLASH|BLITZ/.test(found[1] ?? '') ? 1 : 2
  const notes = [info('urgency', `“${found[1]}” became urgency ${value}.`, { part: 'urgency' }, found[0].trim())]
  return { ...(alone ? {} : { prefix: found[0].length }), part: 'urgency', facts: { urgency: value }, notes }
}

function test(line: string): EditorsLine | undefined {
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
function machine(line: string): EditorsLine | undefined {
  if (!MACHINE.test(line) || line.length > 250) return undefined
  const notes = [
    check('machine-made', 'The source says that a machine wrote or translated the text.', { part: 'machineMade' }, line.trim()),
  ]
  return { part: 'machineMade', facts: { machineMade: true, ednotes: [line.trim()] }, notes }
}

function toEditors(line: string): EditorsLine | undefined {
  if (!TO_EDITORS.test(line)) return undefined
  const notes = [
    check('note-to-editors', 'A note to editors was taken off the text; it is never published.', { part: 'ednotes' }, line.trim()),
  ]
  return { part: 'ednotes', facts: { ednotes: [line.trim()] }, notes }
}
