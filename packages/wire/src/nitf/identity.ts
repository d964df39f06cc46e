import type { Identity, Note } from '@depesche/article/model'
import { check } from '../draft.ts'
import { at, type Element } from '../xml/element.ts'
import type { Tracked } from '../xml/tracked.ts'

export interface Identified {
  readonly identity: Identity | undefined
  readonly version: number | undefined
  readonly notes: readonly Note[]
}

/**
 * `doc-id` names the document within its registry (NITF 3.6, `doc-id@id-string`, `@regsrc`). `du-key` numbers its versions: `version`, else
 * `generation`. Without a `doc-id` the dated and unique key names it, without both nothing does.
 */
export function identityOf(account: Tracked, docdata: Element | undefined): Identified {
  const docId = at(docdata, 'doc-id')
  const key = at(docdata, 'du-key')
  const value = account.attribute(docId, 'id-string') ?? account.attribute(key, 'key')
  const source = account.attribute(docId, 'regsrc')
  const version = ['version', 'generation'].map((name) => numberOf(account.attribute(key, name))).find((one) => one !== undefined)
  if (value !== undefined) return { identity: nitfIdentity(value, source), version, notes: [] }
  const reason = 'The document has no doc-id: the upload’s name is its identity.'
  return { identity: undefined, version, notes: [check('nitf-identity', reason, { part: 'identity' })] }
}

/** A time in milliseconds behind the identifier is a version's (seen in dpa's NITF): the identity is the same without it. */
export function nitfIdentity(id: string, source: string | undefined): Identity {
  const value = id.replace(/:\d{13}$/, '')
  const number = /(?:[\w.]{1,20}-){0,2}[\w.]{1,20}$/.exec(value)?.[0]
  return { scheme: 'nitf', value: source === undefined ? value : `${source}/${value}`, ...(number !== undefined && { number }) }
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number < 1_000_000 ? number : undefined
}
