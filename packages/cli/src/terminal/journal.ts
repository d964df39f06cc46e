import type { Deed } from '@depesche/pipeline/ledger/decision'
import type { JournalLine } from '@depesche/pipeline/ledger/journal'
import type { Characters } from '@depesche/translation/engine'
import { safe } from './style.ts'

/** A happening in words. Those of one second that differ in `item` alone are told in one line. */
interface Words {
  readonly what: string
  readonly item?: string
}

/** What comes first where several happened in one moment. */
const ORDER: Readonly<Record<JournalLine['kind'], number>> = { version: 0, duplicate: 1, words: 2, failed: 3, decision: 4, entry: 5 }

/** A journal in a newsroom's words, oldest first: a line each, and one for those of a second that say the same. */
export function journalLines(journal: readonly JournalLine[]): readonly string[] {
  const sorted = journal.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : ORDER[a.kind] - ORDER[b.kind]))
  const told = sorted.map((line) => ({ second: line.at.slice(0, 19), ...wordsOf(line) }))
  const groups = Map.groupBy(told, ({ second, what, item }, index) => `${second} ${what} ${item === undefined ? index : ''}`)
  return [...groups.values()].map((all) => {
    const items = all.flatMap(({ item }) => item ?? [])
    return `${all[0]?.second.replace('T', ' ')}  ${all[0]?.what}${items.length > 0 ? `: ${items.join(', ')}` : ''}`
  })
}

const INSTRUCTIONS: Readonly<Record<string, string>> = {
  update: ', an update',
  rectify: ', corrects what was wrong',
  delete: ', withdrawn by its source',
  stop: ', looks like a kill and does not add up',
}

function wordsOf(line: JournalLine): Words {
  switch (line.kind) {
    case 'version': {
      const late = line.late ? ' late (a newer one was here)' : ''
      const why = line.why ? ` because: ${safe(line.why)}` : ''
      return { what: `version ${line.version} arrived${late}${INSTRUCTIONS[line.instruction] ?? ''}: “${safe(line.headline)}”${why}` }
    }
    case 'duplicate':
      return { what: `version ${line.version} came again (upload ${line.upload.slice(0, 8)}): nothing to do` }
    case 'words':
      return { what: wordsOfLanguage(line), item: line.language }
    case 'failed':
      return { what: `not translated for good, version ${line.version}, ${safe(line.reason)}`, item: line.language }
    case 'decision':
      return { what: `${deedInWords(line.deed)}, by ${safe(line.actor)}` }
    case 'entry':
      return { what: `${line.event} in the feeds, version ${line.version}`, item: `${line.product}/${line.language} #${line.sequence}` }
  }
}

function wordsOfLanguage({ engine, grade, level, version, characters }: Extract<JournalLine, { readonly kind: 'words' }>): string {
  const weight = level === 'hold' ? ', for a person' : level === 'check' ? ', to be checked' : ''
  return engine === undefined
    ? `version ${version} in its own words`
    : `version ${version} translated by ${safe(engine)}, ${grade}${weight}${howMuch(version, characters)}`
}

/** Of a version that corrects another: how much of it was new. */
function howMuch(version: number, characters: Characters | undefined): string {
  if (version < 2 || characters === undefined) return ''
  return `, ${characters.sent.toLocaleString('en')} of ${(characters.sent + characters.saved).toLocaleString('en')} characters sent`
}

/** What a desk decided, in words. */
export function deedInWords(deed: Deed): string {
  switch (deed.kind) {
    case 'kill':
      return `killed, partners are told: “${safe(deed.reason)}”`
    case 'revive':
      return `kill taken back${because(deed.reason)}`
    case 'hold':
      return `held${because(deed.reason)}`
    case 'release':
      return 'released'
    case 'approve':
      return 'approved'
    case 'edit':
      return `the words in ${deed.language} edited`
    case 'approve-language':
      return `translation to ${deed.language} of version ${deed.mark.version} approved`
    case 'reject':
      return `translation to ${deed.language} of version ${deed.mark.version} rejected${because(deed.reason)}`
    case 'embargo':
      return deed.until === null ? 'embargo lifted' : `embargoed until ${deed.until}`
    case 'expire':
      return deed.at === null ? 'expires no more' : `to expire at ${deed.at}`
  }
}

const because = (reason: string | undefined) => (reason === undefined ? '' : ` (${safe(reason)})`)
