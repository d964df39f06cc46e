import { type Draft, type Embargo, type Identity, type Note, Rejected } from '@depesche/article/model'
import { info } from '../draft.ts'
import { lineOf, member, peekText, type View } from '../json/view.ts'
import { expiryOf } from '../life/expiry.ts'
import { publicationStatus } from '../life/publication-status.ts'
import { statedEmbargo } from '../life/stated-embargo.ts'

export interface Life extends Pick<Draft, 'instruction' | 'withheld'> {
  readonly version: number | undefined
  readonly embargo: Embargo | undefined
  readonly expires: string | undefined
  readonly notes: readonly Note[]
}

/** Items of our own: their version is `{version}.{edition}`. */
export const OURS = 'urn:x-depesche:'

/** `uri` names the item through all its versions ("the only required property"). A person reads its last part in our id. */
export function identityOf(root: View): Identity {
  const value = lineOf(member(root, 'uri'))
  if (value === undefined) throw new Rejected('ninjs-identity', 'The item has no uri.', 'Send the item again as the source wrote it.')
  const number = value.startsWith(OURS) ? value.slice(OURS.length) : /[/:#]([^/:#?]{4,80})\/?$/.exec(value)?.[1]
  return { scheme: 'ninjs', value, ...(number !== undefined && { number }) }
}

/** Publication status, version, embargo and expiry of the item; ninjs 1 and 2 say `embargoed`, ninjs 3 `embargoedUntil`. */
export function lifeOf(root: View, identity: Identity, zone: string): Life {
  const status = publicationStatus(lineOf(member(root, 'pubStatus')))
  const version = versionOf(root, identity)
  const embargo = statedEmbargo(stampOf(member(root, 'embargoedUntil', 'embargoed')), zone)
  const expires = lineOf(member(root, 'expires'))
  const expiry = expiryOf(expires === undefined ? [] : [expires], zone)
  return {
    instruction: status.killed ? 'delete' : (version.version ?? 1) > 1 ? 'update' : 'new',
    withheld: status.withheld,
    version: version.version,
    embargo: embargo.embargo,
    expires: expiry.expires,
    notes: [...version.notes, ...status.notes, ...embargo.notes, ...expiry.notes],
  }
}

/** An empty string is a field without a value; null is no field. */
function stampOf(view: View): string | undefined {
  return lineOf(view) ?? (view.node?.kind === 'text' ? '' : undefined)
}

interface VersionRead {
  readonly version: number | undefined
  readonly notes: readonly Note[]
}

const MOST = 999_999

/**
 * The standard has any text ("the version of the news object"). Whole numbers count, and our own `3.2`, which goes up with each edition.
 * Of `1.2` nobody knows whether `1.10` or `2` comes next: it is counted as it arrives, as if there were none.
 */
function versionOf(root: View, { value }: Identity): VersionRead {
  const printed = peekText(member(root, 'version'))?.trim()
  const text = lineOf(member(root, 'version'))
  const ours = value.startsWith(OURS) ? /^(\d{1,6})\.(\d{1,3})$/.exec(printed ?? '') : null
  if (ours) return { version: Number(ours[1]) * 1000 + Number(ours[2]), notes: [] }
  const number = /^\d{1,6}$/.test(printed ?? '') ? Number(printed) : 0
  if (number >= 1 && number <= MOST) return { version: number, notes: [] }
  if (text === undefined) return { version: undefined, notes: [] }
  const reason = `The version “${text.slice(0, 80)}” is no whole number from 1 up; versions are counted as they arrive.`
  return { version: undefined, notes: [info('version-unread', reason, { part: 'version' }, text)] }
}
