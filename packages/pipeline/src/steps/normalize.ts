import { type Article, clip, type Draft, type Instruction, type Note, plain, Rejected } from '@depesche/article/model'
import { filterFacts } from '@depesche/syndication/product'
import type { Desk, Reading, Several, Upload } from '@depesche/wire/reader'
import type { DeskSettings } from '../desks.ts'
import { keys, sha256 } from '../keys.ts'
import { closings, type Head, MAX_WHY, withVersion } from '../ledger/head.ts'
import { getValue, putItem, updateItem } from '../ledger/items.ts'
import { writeJournal } from '../ledger/journal.ts'
import type { Assigned, UploadItem, VersionItem } from '../ledger/shapes.ts'
import { openWork, REDRIVE_MS } from '../ledger/work.ts'
import type { Observe } from '../observe.ts'
import type { Key, Message, Ports, Value } from '../ports.ts'
import { getJson, paths, putJson } from '../store-json.ts'
import { assign, chooseAgain, isTextChanged, nextVersion, remember } from './assign.ts'
import { tookAsKill } from './kill-notice.ts'
import { languageMessages } from './language-messages.ts'
import { corrected, rememberHeadline, resolved, targetsOf, unresolved } from './notices.ts'
import type { Outcome } from './outcome.ts'
import { unpack } from './unpack.ts'
import { arrival, count, versionFacts } from './version-facts.ts'

export interface Normalizing {
  readonly ports: Omit<Ports, 'inbox'>
  readonly desks: readonly DeskSettings[]
  /** the readers: bytes to a reading; throws `Rejected`. Bounded in time and memory where uploads are a stranger's (`bounded-read.ts`) */
  readonly read: (upload: Upload, desk: Desk) => Reading | Several | Promise<Reading | Several>
  readonly observe: Observe
}

/**
 * An upload becomes a version of an article, or as many uploads as it holds articles, or is rejected with a reason. Order of writes (LEDGER.md section 3): open
 * work for each language and for the feeds, the article's document, `V#`, the head, then the messages. A duplicate takes
 * the same way and so drives on whatever is open.
 */
export async function normalize(io: Normalizing, message: Message): Promise<Outcome> {
  const { table, documents } = io.ports
  const upload = message.upload ?? ''
  const item = await getValue<UploadItem>(table, keys.upload(upload))
  if (item === undefined) return 'keep' // receive has not written it yet: it sends the message again
  if (item.state === 'rejected') return 'done'
  const bytes = await documents.get(item.original)
  if (bytes === undefined) throw new Error(`the original ${item.original} is not in the store`)
  try {
    const desk = deskSettings(io.desks, item.desk)
    const opened = await io.read({ name: item.name, bytes, received: item.received }, desk)
    const more = message.trace ? { trace: message.trace } : {}
    if ('parts' in opened) await unpack(io, upload, item, opened.parts, desk)
    else await take(io, { upload, more, replayed: message.replay === true }, item, withDesk(opened, desk))
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    await reject(io, upload, item, error)
  }
  return 'done'
}

function deskSettings(desks: readonly DeskSettings[], name: string): DeskSettings {
  const desk = desks.find((candidate) => candidate.name === name)
  if (desk === undefined)
    throw new Rejected('desk-unknown', `the desk "${name}" is no longer configured`, 'put it back into depesche.config.ts and upload again')
  return desk
}

function withDesk(reading: Reading, desk: DeskSettings): Reading {
  if (reading.draft.provider !== undefined || desk.provider === undefined) return reading
  return { ...reading, draft: { ...reading.draft, provider: desk.provider } }
}

async function reject(io: Normalizing, upload: string, item: UploadItem, { rule, message, remedy, line }: Rejected): Promise<void> {
  const { table, documents } = io.ports
  const rejected = { rule, reason: clip(message, 600), remedy: clip(remedy, 300), ...(line === undefined ? {} : { line }) }
  const report = { upload, desk: item.desk, key: item.key, original: item.original, ...rejected }
  await putJson(documents, report, (hash) => paths.rejected(item.received.slice(0, 10), upload, hash))
  await updateItem<UploadItem>(table, keys.upload(upload), (now) =>
    now === undefined || now.state !== 'received' ? undefined : { ...now, state: 'rejected', rejected },
  )
  io.observe({ kind: 'rejected', upload, rule, name: item.name, reason: message, remedy, ...(line === undefined ? {} : { line }) })
}

interface Arrival {
  readonly upload: string
  /** what its messages say besides */
  readonly more: Pick<Message, 'trace'>
  /** it comes from the archive, once more */
  readonly replayed: boolean
}

async function take(io: Normalizing, arrival: Arrival, item: UploadItem, reading: Reading): Promise<void> {
  const { table } = io.ports
  const { upload } = arrival
  const { draft } = reading
  if (await tookAsKill(io, upload, item, draft)) return
  const copy = sha256(JSON.stringify(draft))
  let assigned = item.assigned ?? (await remember(table, upload, await assigning(io, upload, item, draft, copy)))
  for (;;) {
    const standing = await getValue<VersionItem>(table, keys.version(assigned.id, assigned.version))
    if (standing !== undefined && standing.copy !== copy) {
      if (assigned.stated) throw conflict(assigned, standing)
      assigned = (await chooseAgain(table, upload, assigned.version)) ?? assigned
      continue
    }
    if (await keep(io, { ...arrival, item, reading, copy, assigned, standing })) return
  }
}

/** Identity and version, and what the document is taken for where it does not add up or speaks of another one. */
async function assigning(io: Normalizing, upload: string, item: UploadItem, draft: Draft, copy: string): Promise<Assigned> {
  const { notice } = draft
  const assigned = await assign(io.ports, upload, item, draft, copy)
  if (draft.instruction === 'delete')
    return (await isTextChanged(io.ports, assigned, draft)) ? { ...assigned, instruction: 'stop' } : assigned
  if (notice === undefined || item.replaces !== undefined || item.asId !== undefined) return assigned
  const targets = await targetsOf(io.ports, item, notice, assigned.id)
  const target = notice.kind === 'correction' ? await corrected(io.ports, draft, targets) : undefined
  if (target === undefined) return { ...assigned, notes: [...assigned.notes, unresolved(notice, targets)] }
  const version = await nextVersion(io.ports.table, target.id, upload, copy)
  return { ...target, version, stated: false, notes: [resolved(target.id)] }
}

/** "Delete with changed text: stop delivery and ask" (the agency's rules, reference/sda section 6). */
const CHANGED: Note = {
  rule: 'delete-changed-text',
  level: 'hold',
  reason: 'This may be a kill and does not add up: a Delete whose text is another one. Delivery is stopped; ask the agency.',
  place: { part: 'instruction' },
}

function conflict({ id, version }: Assigned, standing: VersionItem): Rejected {
  return new Rejected(
    'version-conflict',
    `version ${version} of ${id} is here already with another text ("${standing.headline}")`,
    `to replace it all the same: depesche put --replaces ${id}`,
  )
}

interface Taken extends Arrival {
  readonly item: UploadItem
  readonly reading: Reading
  readonly copy: string
  readonly assigned: Assigned
  readonly standing: VersionItem | undefined
}

/** Writes the version and what follows from it. Answers false when another upload has taken the version meanwhile. */
async function keep(io: Normalizing, taken: Taken): Promise<boolean> {
  const { table, documents, queue, clock } = io.ports
  const { upload, more, replayed, item, reading, copy, assigned, standing } = taken
  const { id, version } = assigned
  const { draft } = reading
  const instruction = (standing?.instruction as Instruction | undefined) ?? assigned.instruction ?? draft.instruction
  const changed = draft.instruction === 'delete' && instruction === 'stop' ? [CHANGED] : []
  const mine: Article = {
    ...draft,
    instruction,
    id,
    desk: item.desk,
    identity: assigned.identity,
    version,
    notes: [...reading.notes, ...assigned.notes, ...changed],
    upload,
    received: item.received,
  }
  // of the same copy that came twice the first one counts, whoever goes on with it
  const article = (standing && (await getJson<Article>(documents, paths.article(id, version, standing.hash)))) ?? mine
  const filter = filterFacts(draft, item.desk)
  const languages = await languageMessages(table, id, { version, filter }, more)
  const targets = languages.flatMap(({ language }) => language ?? [])
  const messages: Message[] = [...languages, { station: 'syndicate', cause: `syndicate-${id}-${version}`, id, version, ...more }]
  // all of them before anything else is written; which of them first does not matter
  const works: readonly Key[] = await Promise.all(messages.map((message) => openWork(table, message, clock() + REDRIVE_MS)))
  const hash = standing?.hash ?? (await putJson(documents, article, (h) => paths.article(id, version, h)))
  // the same copy came twice: translations may have been made of the other upload's document
  if (replayed && standing !== undefined) await putJson(documents, mine, (h) => paths.article(id, version, h))
  const versionItem: VersionItem = standing ?? {
    hash,
    copy,
    upload,
    at: item.received,
    headline: clip(plain(draft.content.headline), 300),
    instruction,
    ...(item.reason ? { why: clip(item.reason, MAX_WHY) } : {}),
    notes: count(article.notes),
  }
  if (standing === undefined && !(await putItem(table, keys.version(id, version), versionItem as unknown as Value, 0))) return false
  const head = await updateItem<Head>(table, keys.head(id), (now) => {
    const next = withVersion(now, versionFacts(article, hash, filter, versionItem.why, item.releases === true))
    return next === now ? undefined : next
  })
  await rememberHeadline(table, article)
  const duplicate = versionItem.upload !== upload
  await writeJournal(table, id, item.received, duplicate ? { kind: 'duplicate', version, upload } : arrival(version, versionItem, head))
  const state = duplicate ? 'duplicate' : 'normalized'
  await updateItem<UploadItem>(table, keys.upload(upload), (now) =>
    now === undefined || now.state === state ? undefined : { ...now, state },
  )
  io.observe({
    kind: 'normalized',
    upload,
    name: item.name,
    id,
    version,
    item: versionItem,
    language: draft.language,
    targets,
    notes: article.notes,
    closings: head === undefined ? [] : closings(head, clock()),
    duplicate,
  })
  await Promise.all(messages.map((message, index) => queue.send({ ...message, work: works[index]! })))
  return true
}
