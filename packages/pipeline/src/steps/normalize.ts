import { type Article, clip, type Level, type Note, plain, Rejected } from '@depesche/article/model'
import { filterFacts } from '@depesche/syndication/product'
import type { Desk, Reading, Upload } from '@depesche/wire/reader'
import type { DeskSettings } from '../desks.ts'
import { keys, sha256 } from '../keys.ts'
import { closings, type Head, type VersionFacts, withVersion } from '../ledger/head.ts'
import { getValue, putItem, updateItem } from '../ledger/items.ts'
import { productsFor } from '../ledger/products.ts'
import type { Assigned, UploadItem, VersionItem } from '../ledger/shapes.ts'
import { openWork, REDRIVE_MS } from '../ledger/work.ts'
import type { Observe } from '../observe.ts'
import type { Key, Message, Ports, Trace, Value } from '../ports.ts'
import { paths, putJson } from '../store-json.ts'
import { assign, chooseAgain, remember } from './assign.ts'
import type { Outcome } from './outcome.ts'

export interface Normalizing {
  readonly ports: Omit<Ports, 'inbox'>
  readonly desks: readonly DeskSettings[]
  /** the readers: bytes to a reading; throws `Rejected`. Bounded in time and memory where uploads are a stranger's (`bounded-read.ts`) */
  readonly read: (upload: Upload, desk: Desk) => Reading | Promise<Reading>
  readonly observe: Observe
}

/**
 * An upload becomes a version of an article, or is rejected with a reason. Order of writes (LEDGER.md section 3): open
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
    const reading = withDesk(await io.read({ name: item.name, bytes, received: item.received }, desk), desk)
    await take(io, { upload, trace: message.trace }, item, reading)
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
  readonly trace: Trace | undefined
}

async function take(io: Normalizing, { upload, trace }: Arrival, item: UploadItem, reading: Reading): Promise<void> {
  const { table } = io.ports
  const { draft } = reading
  const copy = sha256(JSON.stringify(draft))
  let assigned = item.assigned ?? (await remember(table, upload, await assign(io.ports, upload, item, draft, copy)))
  for (;;) {
    const standing = await getValue<VersionItem>(table, keys.version(assigned.id, assigned.version))
    if (standing !== undefined && standing.copy !== copy) {
      if (assigned.stated) throw conflict(assigned, standing)
      assigned = (await chooseAgain(table, upload, assigned.version)) ?? assigned
      continue
    }
    if (await keep(io, { upload, trace, item, reading, copy, assigned, standing })) return
  }
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
  const { upload, trace, item, reading, copy, assigned, standing } = taken
  const { id, version } = assigned
  const { draft } = reading
  const article: Article = {
    ...draft,
    id,
    desk: item.desk,
    identity: assigned.identity,
    version,
    notes: [...reading.notes, ...assigned.notes],
    upload,
    received: item.received,
  }
  const filter = filterFacts(draft, item.desk)
  const targets = [...new Set((await productsFor(table, filter)).flatMap((product) => product.languages))]
  const pointer = { id, version, ...(trace ? { trace } : {}) }
  const messages: Message[] = [
    ...targets.map(
      (language): Message => ({ station: 'translate', cause: `translate-${id}-${version}-${language}`, ...pointer, language }),
    ),
    { station: 'syndicate', cause: `syndicate-${id}-${version}`, ...pointer },
  ]
  // all of them before anything else is written; which of them first does not matter
  const works: readonly Key[] = await Promise.all(messages.map((message) => openWork(table, message, clock() + REDRIVE_MS)))
  const hash = standing?.hash ?? (await putJson(documents, article, (h) => paths.article(id, version, h)))
  const versionItem: VersionItem = standing ?? {
    hash,
    copy,
    upload,
    at: item.received,
    headline: clip(plain(draft.content.headline), 300),
    instruction: draft.instruction,
    notes: count(article.notes),
  }
  if (standing === undefined && !(await putItem(table, keys.version(id, version), versionItem as unknown as Value, 0))) return false
  const head = await updateItem<Head>(table, keys.head(id), (now) => {
    const next = withVersion(now, versionFacts(article, hash, filter))
    return next === now ? undefined : next
  })
  const duplicate = versionItem.upload !== upload
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
    closings: head === undefined ? [] : closings(head),
    duplicate,
  })
  await Promise.all(messages.map((message, index) => queue.send({ ...message, work: works[index]! })))
  return true
}

function versionFacts(article: Article, hash: string, filter: VersionFacts['filter']): VersionFacts {
  const { version, instruction, withheld, test, embargo, notes } = article
  const doubts = [...new Set(notes.filter(({ level }) => level === 'hold').map(({ rule }) => clip(rule, 40)))].slice(0, 8)
  const bounded = embargo && 'unreadable' in embargo ? { unreadable: clip(embargo.unreadable, 120) } : embargo
  return { version, hash, filter, instruction, withheld, test, doubts, ...(bounded === undefined ? {} : { embargo: bounded }) }
}

function count(notes: readonly Note[]): VersionItem['notes'] {
  const of = (level: Level) => notes.filter((note) => note.level === level).length
  return { info: of('info'), check: of('check'), hold: of('hold') }
}
