import type { Embargo, Note } from '@depesche/article/model'
import { check, hold } from '../draft.ts'
import { momentIn } from '../time/moment.ts'
import { type Reference, type Resolved, resolveMoment } from '../time/resolve-moment.ts'
import { oddHour } from './odd-hour.ts'

export interface EmbargoLine {
  readonly embargo: Embargo
  readonly notes: readonly Note[]
}

const KEYWORD = /(?<!\p{L})(?:sperrfrist|sperrvermerk|embargo(?:ed|iert)?)(?!\p{L})/iu
/** An embargo without its name: `Nicht vor 06.00 Uhr veröffentlichen`. */
const RELEASE =
  /(?<!\p{L})(?:(?:nicht|erst) (?:vor|ab)(?=[^\n]{0,60}(?:veröffentlich|publizier|verbreit|verwend|aufschalt))|(?:à )?ne pas (?:publier|diffuser|utiliser) avant|(?:da )?non (?:pubblicare|diffondere|utilizzare) prima|(?:do )?not (?:to be |for )?(?:publi(?:sh(?:ed)?|cation)|releas(?:e|ed)|used?|broadcast) (?:before|until))(?!\p{L})/iu
const VERB = /(?<!\p{L})(?:veröffentlich|publizier|verbreit|verwend|aufschalt)\p{L}{1,3}(?!\p{L})/giu
const POLITE = /(?<!\p{L})(?:bitte|prière de|merci de|si prega di|please)(?!\p{L})/giu
const PART = { part: 'embargo' }

/** True for a text that keeps copy back until a time, without the word embargo. */
export function saysRelease(text: string): boolean {
  return RELEASE.test(text)
}

/**
 * The embargo that an editor's line states, `undefined` if it states none. Every word must be understood: a line with another
 * condition, a second time or a lifted embargo is unreadable, and held.
 */
export function embargoIn(line: string, reference: Reference): EmbargoLine | undefined {
  const keyword = KEYWORD.exec(line) ?? RELEASE.exec(line)
  if (!keyword) return undefined
  const before = line.slice(0, keyword.index).replace(/achtung|sous|sotto|sperr/giu, '')
  const words = `${before} ${line.slice(keyword.index + keyword[0].length)}`
  const moment = momentIn(KEYWORD.test(keyword[0]) ? words : words.replaceAll(VERB, ' ').replaceAll(POLITE, ' '))
  const resolved = resolveMoment(moment, reference)
  if ('why' in resolved) return unreadable(line.trim(), resolved.why)
  return { embargo: { until: resolved.instant }, notes: [...guess(resolved, line.trim()), ...oddHour(resolved, line.trim())] }
}

function unreadable(line: string, why: string): EmbargoLine {
  const reason = `There is an embargo that we cannot read: ${why}. A person must set its time.`
  return { embargo: { unreadable: line }, notes: [hold('embargo-unreadable', reason, PART, line)] }
}

function guess({ guessed, instant }: Resolved, line: string): readonly Note[] {
  if (!guessed) return []
  return [check('embargo-date-guessed', `The embargo line does not give the whole date; read as ${instant}.`, PART, line)]
}
