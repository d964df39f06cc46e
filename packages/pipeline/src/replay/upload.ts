import { type Article, clip, type Draft } from '@depesche/article/model'
import { keys, sha256 } from '../keys.ts'
import type { Decision } from '../ledger/decision.ts'
import type { Head } from '../ledger/head.ts'
import { getValue, putItem, updateItem } from '../ledger/items.ts'
import type { UploadItem, VersionItem } from '../ledger/shapes.ts'
import type { Value } from '../ports.ts'
import { type Normalizing, normalize } from '../steps/normalize.ts'
import { uploadId } from '../steps/receive.ts'
import { getJson, paths } from '../store-json.ts'
import type { Envelope } from './archive.ts'
import { knownVersion } from './known-version.ts'
import { isWhole, Tally } from './missing.ts'

/** An upload of the archive. */
export interface Again {
  readonly envelope: Envelope
  /** the document that the envelope is */
  readonly key: string
  /** what a notice decided when it came, as the archive has it */
  readonly decided: Decision | undefined
}

/** The upload that an envelope is. */
export function uploadOf({ key, versionId, asId, replaces }: Envelope): string {
  return uploadId({ key, versionId }, { ...(asId ? { asId } : {}), ...(replaces ? { replaces } : {}) })
}

/** An upload as it stands, and whether all of it does. */
interface Found {
  readonly id?: string
  readonly isWhole: boolean
}

/** Looks only: what of an upload is missing, and which article it is. */
export async function lookAt({ ports }: Normalizing, { envelope }: Pick<Again, 'envelope'>, tally: Tally): Promise<Found> {
  const upload = uploadOf(envelope)
  const item = await getValue<UploadItem>(ports.table, keys.upload(upload))
  if (item === undefined) tally.add('uploads', upload)
  const whole = item !== undefined && (await isWhole(ports, tally, item))
  return { isWhole: whole, ...(item?.assigned ? { id: item.assigned.id } : {}) }
}

/** Takes an upload in again and has it read again. Answers what stands then; throws, in words for the desk, when it cannot come back. */
export async function takeAgain(io: Normalizing, again: Again, tally: Tally): Promise<Found> {
  const found = await lookAt(io, again, tally)
  if (isConfigured(io, again)) await readAgain(io, again)
  else if (found.isWhole) return found
  else throw new Error(`the desk "${again.envelope.desk}" is no longer configured: put it back into depesche.config.ts and replay again`)
  const after = await lookAt(io, again, new Tally())
  if (after.isWhole || after.id === undefined) return after
  throw new Error(`its version of ${after.id} does not come back: today's readers refuse it (depesche normalize tells why)`)
}

const isConfigured = ({ desks }: Normalizing, { envelope }: Again) => desks.some(({ name }) => name === envelope.desk)

async function readAgain(io: Normalizing, { envelope, key, decided }: Again): Promise<void> {
  const { table } = io.ports
  const upload = uploadOf(envelope)
  const before = await getValue<UploadItem>(table, keys.upload(upload))
  if (before === undefined) await putItem(table, keys.upload(upload), (await itemOf(io, envelope, key)) as unknown as Value, 0)
  if (before?.decided === undefined && decided) await decideAgain(io, upload, decided)
  await putItem(table, keys.board(envelope.received, upload), { upload }, 0)
  const read: Normalizing['read'] = async (file, desk) => {
    const reading = await io.read(file, desk)
    if (!('parts' in reading)) await findVersion(io, upload, provided(io, envelope.desk, reading.draft))
    return reading
  }
  await normalize({ ...io, read }, { station: 'normalize', cause: `normalize-${upload}`, upload, replay: true })
}

async function itemOf({ ports }: Normalizing, envelope: Envelope, key: string): Promise<UploadItem> {
  const bytes = await ports.documents.get(envelope.original)
  if (bytes === undefined) throw new Error(`the original ${envelope.original} is not in the store`)
  const { desk, versionId, original, received, asId, replaces, reason, releases, partOf } = envelope
  return {
    desk,
    key: clip(envelope.key, 300),
    name: clip(envelope.key.slice(envelope.key.indexOf('/') + 1), 200),
    versionId,
    original,
    envelope: key,
    received,
    bytes: bytes.length,
    ...(asId ? { asId } : {}),
    ...(replaces ? { replaces } : {}),
    ...(reason ? { reason } : {}),
    ...(releases ? { releases } : {}),
    ...(partOf ? { partOf } : {}),
    state: 'received',
  }
}

/** A notice decides what it decided: its number counts against what came after, whatever the head says now. */
async function decideAgain({ ports }: Normalizing, upload: string, decided: Decision): Promise<void> {
  const { id } = decided
  const head = await getValue<Head>(ports.table, keys.head(id))
  const article = head && (await getJson<Article>(ports.documents, paths.article(id, head.version, head.hash)))
  if (article === undefined) return
  const assigned = { id, identity: article.identity, version: decided.set[0], stated: false, notes: [] }
  await updateItem<UploadItem>(ports.table, keys.upload(upload), (now) =>
    now?.assigned ? undefined : now && { ...now, assigned, decided },
  )
}

function provided({ desks }: Normalizing, name: string, draft: Draft): Draft {
  const provider = draft.provider ?? desks.find((desk) => desk.name === name)?.provider
  return provider === undefined || draft.provider !== undefined ? draft : { ...draft, provider }
}

/**
 * Where the version stands that this upload made, it is that version again: also when the upload's own item has gone, and
 * when today's readers make something else of it than those that read it then. Else a replay would send a version more.
 */
async function findVersion(io: Normalizing, upload: string, draft: Draft): Promise<void> {
  const { table } = io.ports
  const copy = sha256(JSON.stringify(draft))
  const item = await getValue<UploadItem>(table, keys.upload(upload))
  if (item === undefined || item.decided !== undefined) return
  const assigned = item.assigned ?? (await knownVersion(io.ports, upload, item, draft, copy))
  if (assigned === undefined) return
  if (item.assigned === undefined)
    await updateItem<UploadItem>(table, keys.upload(upload), (now) =>
      now === undefined || now.assigned ? undefined : { ...now, assigned },
    )
  await updateItem<VersionItem>(table, keys.version(assigned.id, assigned.version), (standing) => {
    const isOurs = standing?.upload === upload || item.state === 'duplicate'
    return standing === undefined || standing.copy === copy || !isOurs ? undefined : { ...standing, copy }
  })
}
