import { readFileSync } from 'node:fs'
import type { ArticleWhole } from '@depesche/api/article-whole'
import { formatCursor, parseCursor } from '@depesche/api/cursor'
import type { Redriven } from '@depesche/api/desk-again'
import type { PartnerView } from '@depesche/api/partner-view'
import { plain } from '@depesche/article/model'
import type { EntryReceipts } from '@depesche/pipeline/article-receipts'
import type { ProductReason } from '@depesche/pipeline/explain'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import type { ListPlace } from '@depesche/pipeline/ledger/memory-index'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { type MemoryEntry, memoryEntries } from '@depesche/pipeline/memory-entries'
import type { Passages } from '@depesche/pipeline/passages'
import type { Plan } from '@depesche/pipeline/plan'
import type { Delivered } from '@depesche/pipeline/sender'
import type { Wishes } from '@depesche/pipeline/steps/receive'
import type { BoardRow } from '@depesche/pipeline/survey'
import type { WebhookDesk } from '@depesche/pipeline/webhook-desk'
import type { Product } from '@depesche/syndication/product'
import type { DeskSide, EngineCost, FeedEntry, FeedPage } from './desk-side.ts'
import { Fault } from './fault.ts'
import type { Read } from './files.ts'
import { versionOf } from './files.ts'

/** A stack's desk, through its API. */
export interface RemoteDesk extends DeskSide {
  /** Uploads a file. The same file again, unchanged, is the same upload. */
  upload(desk: string, given: Read, wishes: Wishes): Promise<{ readonly upload: string; readonly known: boolean }>
  uploadItem(upload: string): Promise<UploadItem | undefined>
}

/** How long to wait for an answer; API Gateway itself waits 30 seconds. */
const TIMEOUT_MS = 35_000
const PAGE = 100
const DAY_MS = 86_400_000
/** A stack's queues take a moment. */
const FOLLOW_MS = 20_000

/**
 * The desk of the stack at that address. The key is in the file, or in DEPESCHE_DESK_KEY; never on the command line, where
 * every process of the machine could read it. Throws `Fault`: no key, a wrong one, no answer.
 */
export function remoteDesk(url: string, keyFile: string | undefined): RemoteDesk {
  const base = baseOf(url)
  const key = deskKey(keyFile)
  const ask = (path: string, init: RequestInit = {}) => request(base, key, path, init)
  const post = (path: string, body: object) => ask(`/v1/desk/${path}`, { method: 'POST', body: JSON.stringify(body) })
  return {
    dropHint: `"depesche put FILE --url ${base}"`,
    upload: async (desk, given, wishes) => {
      const { name, versionId } = versionOf(given)
      const query = new URLSearchParams({
        ...(wishes.asId ? { id: wishes.asId } : {}),
        ...(wishes.replaces ? { replaces: wishes.replaces } : {}),
        ...(wishes.reason ? { reason: wishes.reason } : {}),
      })
      const path = `/v1/desk/uploads/${encodeURIComponent(desk)}/${encodeURIComponent(name)}${query.size > 0 ? `?${query}` : ''}`
      const headers = { 'content-type': 'application/octet-stream', 'idempotency-key': versionId }
      return needed(await ask(path, { method: 'PUT', body: Buffer.from(given.bytes), headers }))
    },
    uploadItem: async (upload) => (await answered<{ readonly upload: UploadItem }>(await ask(`/v1/desk/uploads/${upload}`)))?.upload,
    board: async function* (since) {
      for await (const { rows = [] } of pages(ask, 'board', since)) yield* rows
    },
    rejected: async function* (since) {
      for await (const { uploads = [] } of pages(ask, 'rejected', since)) yield* uploads
    },
    passages: async (id, language) =>
      answered<Passages>(await ask(`/v1/desk/articles/${encodeURIComponent(id)}/languages/${encodeURIComponent(language)}`)),
    plan: async (id, deed) =>
      (
        await answered<{ readonly plan: Plan }>(
          await post(`articles/${encodeURIComponent(id)}/decisions`, { deed: asAsked(deed), dryRun: true }),
        )
      )?.plan,
    decide: async (id, deed, actor) => {
      await needed(await post(`articles/${encodeURIComponent(id)}/decisions`, { deed: asAsked(deed), actor }))
    },
    followMs: FOLLOW_MS,
    retry: async (upload) => (await answered<{ readonly retried: boolean }>(await post(`uploads/${upload}/retry`, {})))?.retried ?? false,
    redrive: (id) => redrive(post, id),
    article: async (id) => answered<ArticleWhole>(await ask(`/v1/desk/articles/${encodeURIComponent(id)}`)),
    explain: async (id) =>
      (await answered<{ readonly products: readonly ProductReason[] }>(await ask(`/v1/desk/articles/${encodeURIComponent(id)}/products`)))
        ?.products,
    receipts: async (id, which = 'last') =>
      (
        await answered<{ readonly receipts: readonly EntryReceipts[] }>(
          await ask(`/v1/desk/articles/${encodeURIComponent(id)}/receipts?entries=${which}`),
        )
      )?.receipts,
    isServed: () => true,
    products: async () => (await needed<{ readonly products: readonly Product[] }>(await ask('/v1/desk/feeds'))).products,
    feed: (feed, page) => feedPages(ask, `/v1/desk/feeds/${encodeURIComponent(feed.product)}/${encodeURIComponent(feed.language)}`, page),
    cost: async (months) =>
      (await needed<{ readonly engines: readonly EngineCost[] }>(await ask(`/v1/desk/cost?months=${months}`))).engines,
    memory: () => memoryEntries(remotePages(ask)),
    takeMemory: async (entries) => {
      const kept: boolean[] = []
      for (const part of parts(entries))
        kept.push(...(await needed<{ readonly kept: readonly boolean[] }>(await post('memory', { entries: part }))).kept)
      return kept
    },
    partners: async () => (await needed<{ readonly partners: readonly PartnerView[] }>(await ask('/v1/desk/partners'))).partners,
    partner: async (name) => answered<PartnerView>(await ask(`/v1/desk/partners/${encodeURIComponent(name)}`)),
    addPartner: async (name, entitlements, actor) =>
      (await needed<{ readonly key: string }>(await post('partners', { name, entitlements, actor }))).key,
    changePartner: async (name, deed, actor) =>
      void (await needed(await post(`partners/${encodeURIComponent(name)}/changes`, { deed, actor }))),
    rotateKey: async (name, graceDays, actor) => {
      const deed = { kind: 'rotate-key', graceDays }
      return (await needed<{ readonly key: string }>(await post(`partners/${encodeURIComponent(name)}/changes`, { deed, actor }))).key
    },
    webhook: remoteWebhooks(ask),
    deadLetters: () => [],
    reviveDead: async () => undefined,
    carriesOn: () => 'the stack carries on',
    close: async () => {},
  }
}

const remotePages = (ask: Ask) => async (after: ListPlace | undefined) => {
  const query = after ? `?after=${encodeURIComponent(`${after.month}:${after.sort}`)}` : ''
  const page = await needed<{ readonly entries: readonly MemoryEntry[]; readonly next?: string }>(await ask(`/v1/desk/memory${query}`))
  const [month = '', ...sort] = page.next?.split(':') ?? []
  return { entries: page.entries, ...(page.next === undefined ? {} : { next: { month, sort: sort.join(':') } }) }
}

/** As many as a request may bring, in entries and in bytes. */
function parts(entries: readonly MemoryEntry[]): readonly (readonly MemoryEntry[])[] {
  const all: MemoryEntry[][] = []
  let bytes = 0
  for (const entry of entries) {
    const more = Buffer.byteLength(JSON.stringify(entry)) + 1
    const last = all.at(-1)
    if (last && last.length < PAGE && bytes + more < 500_000) {
      last.push(entry)
      bytes += more
    } else {
      all.push([entry])
      bytes = more
    }
  }
  return all
}

function remoteWebhooks(ask: Ask): WebhookDesk {
  const send = async <T>(name: string, method: string, path: string, body: object) =>
    needed<T>(await ask(`/v1/desk/partners/${encodeURIComponent(name)}/webhook${path}`, { method, body: JSON.stringify(body) }))
  return {
    set: async (name, url, from, actor) => (await send<{ readonly secret?: string }>(name, 'PUT', '', { url, from, actor })).secret,
    resume: (name, actor) => send(name, 'POST', '/resume', { actor }),
    remove: (name, actor) => send(name, 'DELETE', '', { actor }),
    rotate: async (name, graceMs, actor) =>
      (await send<{ readonly secret: string }>(name, 'POST', '/secret', { graceDays: graceMs / DAY_MS, actor })).secret,
    test: async (name) => (await send<{ readonly delivered: Delivered }>(name, 'POST', '/test', {})).delivered,
  }
}

/** The stack puts the markup back itself. */
const asAsked = (deed: Deed) =>
  deed.kind === 'edit' ? { ...deed, passages: deed.passages.map(({ at, spans }) => ({ at, text: plain(spans) })) } : deed

type Ask = (path: string, init?: RequestInit) => Promise<Response>

function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const loopback = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url?.protocol !== 'https:' && !(loopback && url?.protocol === 'http:'))
    throw new Fault(`"${text}" is not the address of a stack`, '--url takes https://… as "npx sst deploy" prints it', 2)
  return url.href.replace(/\/+$/, '')
}

function deskKey(file: string | undefined): string {
  const key = file === undefined ? process.env.DEPESCHE_DESK_KEY : fromFile(file)
  if (!key?.trim()) throw new Fault('a desk key is needed', 'put it into DEPESCHE_DESK_KEY, or into a file: --key-file FILE', 2)
  return key.trim()
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Fault(`the key file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, 'name another file with --key-file', 2)
  }
}

async function request(base: string, key: string, path: string, init: RequestInit): Promise<Response> {
  const headers = { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${key}` }
  let response: Response
  try {
    // a redirect would carry the key elsewhere
    response = await fetch(base + path, { ...init, headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (error) {
    const { cause, message } = error as Error
    throw new Fault(`${base} does not answer: ${cause instanceof Error ? cause.message : message}`, 'check the address and the network')
  }
  if (response.status === 401) throw new Fault(`${base} does not take this desk key`, 'see docs/deploy.md for how the key is set', 2)
  return response
}

/** `undefined`: 404. Throws `Fault` for any other refusal, in the server's words. */
async function answered<T>(response: Response): Promise<T | undefined> {
  if (response.status === 404) return undefined
  return needed<T>(response)
}

async function needed<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T
  const { title = response.statusText, detail = '' } = (await response.json().catch(() => ({}))) as {
    readonly title?: string
    readonly detail?: string
  }
  throw new Fault(`the stack answers ${response.status}: ${title}`, detail || 'its log knows more', response.status < 500 ? 2 : 1)
}

interface BoardPage {
  readonly rows?: readonly BoardRow[]
  readonly uploads?: readonly BoardRow['upload'][]
  readonly next?: string
}

/** Every page of a list since a time. */
async function* pages(ask: Ask, list: 'board' | 'rejected', since: number): AsyncGenerator<BoardPage> {
  let next: string | undefined
  do {
    const query = new URLSearchParams({ since: new Date(since).toISOString(), ...(next ? { cursor: next } : {}) })
    const page: BoardPage = await needed(await ask(`/v1/desk/${list}?${query}`))
    yield page
    next = page.next
  } while (next !== undefined)
}

async function redrive(post: (path: string, body: object) => Promise<Response>, id?: string): Promise<readonly Redriven[] | undefined> {
  const driven: Redriven[] = []
  let cursor: string | undefined
  do {
    const body = { ...(id === undefined ? {} : { id }), ...(cursor === undefined ? {} : { cursor }) }
    const page = await answered<{ readonly articles: readonly Redriven[]; readonly next?: string }>(await post('redrive', body))
    if (page === undefined) return undefined
    driven.push(...page.articles)
    cursor = page.next
  } while (cursor !== undefined)
  return driven
}

interface RawPage {
  readonly entries: readonly FeedEntry[]
  readonly next: string
  readonly more: boolean
}

async function feedPages(ask: Ask, path: string, { after, limit }: Parameters<DeskSide['feed']>[1]): Promise<FeedPage | undefined> {
  const entries: FeedEntry[] = []
  let [cursor, more] = [after, true]
  while (more && entries.length < limit) {
    const query = new URLSearchParams({
      limit: String(Math.min(PAGE, limit - entries.length)),
      ...(cursor ? { after: formatCursor(cursor) } : {}),
    })
    const response = await ask(`${path}?${query}`)
    if (after !== undefined && (response.status === 400 || response.status === 410)) return undefined
    const page: RawPage = await needed(response)
    entries.push(...page.entries)
    more = page.more
    cursor = parseCursor(page.next) ?? cursor
  }
  return { entries, next: cursor ?? { epoch: 1, sequence: 0 }, more }
}
