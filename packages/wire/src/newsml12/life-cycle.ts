import type { Instruction, Note } from '@depesche/article/model'
import { check, hold, info } from '../draft.ts'
import { at, attribute, below, type Element, elements } from '../xml/element.ts'
import type { Revision } from './identity.ts'

export interface Life {
  readonly instruction: Instruction
  readonly withheld: boolean
  readonly notes: readonly Note[]
}

/**
 * What becomes of the article. `Instruction@FormalName` decides: `RevisionStatus` speaks of *earlier* revisions, so `Canceled`
 * alone is no kill, and `Status` stays `Usable` in a delete. What does not add up is stopped or held, and the desk asked.
 */
export function lifeOf(management: Element | undefined, revision: Revision): Life {
  const names = elements(management, 'Instruction').map((element) => attribute(element, 'FormalName')?.toLowerCase() ?? '')
  const name = ['delete', 'rectify'].find((strong) => names.includes(strong)) ?? names[0]
  const canceled = below(management, 'RevisionStatus').some((status) => is(at(status, 'Status'), 'canceled'))
  const own = ownStatus(management)
  const { instruction, notes } = decide(name, canceled || own.canceled, revision)
  return { instruction, withheld: own.withheld, notes: [...revision.notes, ...notes, ...own.notes] }
}

type Decision = Omit<Life, 'withheld'>

function decide(name: string | undefined, canceled: boolean, { update, version, previous }: Revision): Decision {
  if (name === 'delete')
    return update === 'A' ? said('delete', killed()) : said('stop', ambiguous(`a Delete with the suffix ${update} instead of A`))
  if (name === 'rectify')
    return update === 'N' ? said('rectify', corrected()) : said('stop', ambiguous(`a Rectify with the suffix ${update} instead of N`))
  if (canceled) return said('stop', ambiguous(`“Canceled” with ${name ? `the unknown Instruction “${name}”` : 'no Instruction'}`))
  if (update === 'A')
    return said('update', hold('management-only', 'The item brings management data only (suffix A), and no Instruction that we know.'))
  if (update === 'U') return said('update', hold('partial-update', 'The item holds partial updates (suffix U), which are not applied.'))
  if (name !== undefined && name !== 'update') return said('update', hold('instruction-unknown', `The Instruction “${name}” is not known.`))
  return { instruction: name === 'update' || previous > 0 || (version ?? 1) > 1 ? 'update' : 'new', notes: [] }
}

function said(instruction: Instruction, note: Note): Decision {
  return { instruction, notes: [note] }
}

function killed(): Note {
  return info('killed', 'The agency withdraws the article: earlier versions are recalled and nothing replaces them.', {
    part: 'instruction',
  })
}

function corrected(): Note {
  return info('corrected', 'The agency corrects the article: earlier versions were wrong, this text replaces them.', {
    part: 'instruction',
  })
}

function ambiguous(what: string): Note {
  return hold('instruction-ambiguous', `This may be a kill and does not add up: ${what}. Delivery is stopped; ask the agency.`, {
    part: 'instruction',
  })
}

interface Status {
  readonly withheld: boolean
  readonly canceled: boolean
  readonly notes: readonly Note[]
}

function ownStatus(management: Element | undefined): Status {
  const status = attribute(at(management, 'Status'), 'FormalName')
  const lower = status?.toLowerCase()
  const known = lower === 'usable' || lower === 'embargoed' || lower === 'withheld' || lower === 'canceled'
  if (known) return { withheld: lower === 'withheld', canceled: lower === 'canceled', notes: [] }
  if (status === undefined)
    return {
      withheld: false,
      canceled: false,
      notes: [check('status-missing', 'The item has no Status; read as usable.', { part: 'status' })],
    }
  return {
    withheld: true,
    canceled: false,
    notes: [hold('status-unknown', `The Status “${status}” is not known.`, { part: 'status' }, status)],
  }
}

function is(element: Element | undefined, name: string): boolean {
  return attribute(element, 'FormalName')?.toLowerCase() === name
}
