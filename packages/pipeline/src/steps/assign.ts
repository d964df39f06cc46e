import { type Article, articleId, type Draft, type Identity, isArticleId, type Note, plain, Rejected } from '@depesche/article/model'
import { endOf, keys } from '../keys.ts'
import type { Head } from '../ledger/head.ts'
import { getValue, updateItem } from '../ledger/items.ts'
import type { Assigned, UploadItem, VersionItem } from '../ledger/shapes.ts'
import { likeness, sameStory } from '../likeness.ts'
import type { Documents, Stored, Table } from '../ports.ts'
import { getJson, paths, requireJson } from '../store-json.ts'

interface Store {
  readonly table: Table
  readonly documents: Documents
}

/** What a desk uploaded last under one name (`N#`). */
interface NameItem {
  readonly id: string
  readonly at: string
  readonly upload: string
  readonly version: number
}

const DAY_MS = 86_400_000
const MAX_IDENTITY = 900

/**
 * Identity and version of an upload (LEDGER.md section 3). `--replaces` and `--id` win, then what the document says,
 * then the upload's name within a day. Throws `Rejected` for an article that is not there or not that desk's.
 * The same answer for the same upload once `remember` has kept it.
 */
export async function assign(store: Store, upload: string, item: UploadItem, draft: Draft, copy: string): Promise<Assigned> {
  if (item.replaces !== undefined) return replacing(store, item, item.replaces, copy, upload)
  const identity: Identity | undefined = item.asId === undefined ? draft.identity : { scheme: 'desk', value: item.asId, number: item.asId }
  if (identity === undefined) return byName(store, upload, item, draft, copy)
  if (Buffer.byteLength(identity.value) > MAX_IDENTITY)
    throw new Rejected(
      'identity-too-long',
      `the provider's identity has ${Buffer.byteLength(identity.value)} bytes, ${MAX_IDENTITY} are the most`,
      'give it a shorter one with --id',
    )
  const id = articleId(item.desk, identity)
  const stated = item.asId === undefined ? draft.version : undefined
  return stated === undefined
    ? { id, identity, version: await nextVersion(store.table, id, upload, copy), stated: false, notes: [] }
    : { id, identity, version: stated, stated: true, notes: [] }
}

async function replacing(store: Store, item: UploadItem, id: string, copy: string, upload: string): Promise<Assigned> {
  const remedy = 'see "depesche status" for the ids of this desk'
  if (!isArticleId(id)) throw new Rejected('replaces-unknown', `"${id.slice(0, 80)}" is not an article's id`, remedy)
  const head = await getValue<Head>(store.table, keys.head(id))
  if (head === undefined) throw new Rejected('replaces-unknown', `there is no article ${id} that this could replace`, remedy)
  const { desk } = head.filter
  if (desk !== item.desk) throw new Rejected('replaces-foreign', `the article ${id} belongs to desk ${desk}, not to ${item.desk}`, remedy)
  const identity = (await identityOf(store.documents, id, head)) ?? { scheme: 'upload', value: upload, number: nameOf(item) }
  return { id, identity, version: await nextVersion(store.table, id, upload, copy), stated: false, notes: [] }
}

/** By what its provider knows an article; `undefined` where its text has been retired: the head outlives it. */
export async function identityOf(documents: Documents, id: string, { version, hash }: Head): Promise<Identity | undefined> {
  return (await getJson<Article>(documents, paths.article(id, version, hash)))?.identity
}

/** The name of an upload without what says its format. */
export const nameOf = ({ name }: UploadItem): string => name.replace(/\.[a-z0-9]{1,5}$/i, '')

/** NewsML-G2, ninjs and dpa's JSON cancel by the publication status, whatever the text. */
const CANCEL_BY_STATUS: ReadonlySet<string> = new Set(['newsml-g2', 'ninjs', 'dpa-digitalwires'])

/**
 * True when a delete brings words that the version before it does not have: a kill repeats the old text, or none. Where
 * that version is not here, or its text has been retired, nothing speaks against the kill.
 */
export async function isTextChanged({ table, documents }: Store, { id, version }: Assigned, { format, content }: Draft): Promise<boolean> {
  if (CANCEL_BY_STATUS.has(format) || content.blocks.length === 0) return false
  const before = await getValue<VersionItem>(table, keys.version(id, version - 1))
  if (before === undefined) return false
  const article = await getJson<Article>(documents, paths.article(id, version - 1, before.hash))
  return article !== undefined && JSON.stringify(article.content) !== JSON.stringify(content)
}

/** The version after the newest; the newest itself when it is the same copy or this very upload. */
export async function nextVersion(table: Table, id: string, upload: string, copy: string): Promise<number> {
  const { partition } = keys.head(id)
  const [newest] = (await table.query(partition, {
    from: 'V#',
    to: endOf('V#'),
    limit: 1,
    backwards: true,
  })) as unknown as readonly Stored<VersionItem>[]
  if (newest === undefined) return 1
  const version = Number(newest.sort.slice(2))
  return newest.value.copy === copy || newest.value.upload === upload ? version : version + 1
}

/** Without any identity: what the desk uploaded last under that name, within a day and alike, or a new article. */
async function byName(store: Store, upload: string, item: UploadItem, draft: Draft, copy: string): Promise<Assigned> {
  const own: Identity = { scheme: 'upload', value: upload, number: nameOf(item) }
  const fresh: Assigned = { id: articleId(item.desk, own), identity: own, version: 1, stated: false, notes: [] }
  const key = keys.name(item.desk, item.key)
  const last = await getValue<NameItem>(store.table, key)
  const assigned =
    (last && (await continued(store, upload, item, draft, copy, last, fresh))) ?? (await newArticle(store, item, draft, fresh))
  const news: NameItem = { id: assigned.id, version: assigned.version, upload, at: item.received }
  for (const each of [key, headlineKey(item.desk, draft)])
    await updateItem<NameItem>(store.table, each, (now) =>
      now !== undefined && (now.upload === upload || now.at > item.received) ? undefined : news,
    )
  return assigned
}

const isRecent = (item: UploadItem, last: NameItem) => Date.parse(item.received) - Date.parse(last.at) < DAY_MS
const headlineKey = (desk: string, draft: Draft) => keys.name(desk, `headline ${plain(draft.content.headline).toLowerCase()}`)

async function currentArticle(store: Store, id: string): Promise<Article | undefined> {
  const head = await getValue<Head>(store.table, keys.head(id))
  return head && (await requireJson<Article>(store.documents, paths.article(id, head.version, head.hash)))
}

/** The next version of the last upload of that name, or a doubt; `undefined`: another story. */
async function continued(
  store: Store,
  upload: string,
  item: UploadItem,
  draft: Draft,
  copy: string,
  last: NameItem,
  fresh: Assigned,
): Promise<Assigned | undefined> {
  const before = await currentArticle(store, last.id)
  // this very upload, before a crash: the same answer again
  if (last.upload === upload) return { ...fresh, id: last.id, identity: before?.identity ?? fresh.identity, version: last.version }
  if (before === undefined || !isRecent(item, last)) return undefined
  const same = sameStory(before.content, draft.content)
  if (same === 'doubt') return { ...fresh, notes: [doubt(last.id)] }
  if (same === 'no') return undefined
  return { ...fresh, id: last.id, identity: before.identity, version: await nextVersion(store.table, last.id, upload, copy) }
}

/** A new article; with a Note when the desk has sent nearly the same text under another name within a day. */
async function newArticle(store: Store, item: UploadItem, draft: Draft, fresh: Assigned): Promise<Assigned> {
  const twin = await getValue<NameItem>(store.table, headlineKey(item.desk, draft))
  if (twin === undefined || twin.id === fresh.id || !isRecent(item, twin)) return fresh
  const before = await currentArticle(store, twin.id)
  return before && likeness(before.content, draft.content) >= 0.5 ? { ...fresh, notes: [alike(twin.id)] } : fresh
}

function alike(id: string): Note {
  return {
    rule: 'like-another',
    level: 'check',
    reason: `nearly the same text came under another name within a day, as ${id}: this is a new article; to make it a version of that one, upload it with --replaces ${id}`,
    place: {},
  }
}

function doubt(id: string): Note {
  return {
    rule: 'maybe-same-story',
    level: 'hold',
    reason: `the same name was uploaded within a day and the text is partly alike: a new version of ${id}, or another story? Upload it again with --replaces ${id}, or with an --id of its own`,
    place: {},
  }
}

/** Keeps what was decided with the upload, once: a retry after a crash follows it. Answers what stands. */
export async function remember(table: Table, upload: string, assigned: Assigned): Promise<Assigned> {
  const stands = await updateItem<UploadItem>(table, keys.upload(upload), (item) =>
    item === undefined || item.assigned !== undefined ? undefined : { ...item, assigned },
  )
  return stands?.assigned ?? assigned
}

/** The version that was chosen has been taken by another upload meanwhile: the next one. */
export async function chooseAgain(table: Table, upload: string, taken: number): Promise<Assigned | undefined> {
  const stands = await updateItem<UploadItem>(table, keys.upload(upload), (item) =>
    item?.assigned?.version === taken ? { ...item, assigned: { ...item.assigned, version: taken + 1 } } : undefined,
  )
  return stands?.assigned
}
