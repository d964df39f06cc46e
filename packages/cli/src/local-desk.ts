import { articleWhole } from '@depesche/api/article-whole'
import { REDRIVE_DAYS, type Redriven } from '@depesche/api/desk-again'
import { lastMonths } from '@depesche/api/desk-views'
import { partnerView } from '@depesche/api/partner-view'
import { holderOf } from '@depesche/local/lock'
import { articleReceipts } from '@depesche/pipeline/article-receipts'
import { type Driving, redriveLanguages, retryUpload } from '@depesche/pipeline/drive-on'
import { createExits } from '@depesche/pipeline/exits'
import { explain } from '@depesche/pipeline/explain'
import { keys } from '@depesche/pipeline/keys'
import { getPartner, listPartners } from '@depesche/pipeline/ledger/partners'
import { listProducts } from '@depesche/pipeline/ledger/products'
import { spendOf } from '@depesche/pipeline/ledger/spend'
import { webhookSecret } from '@depesche/pipeline/ledger/webhook-secret'
import { memoryEntries, pagesOf, takeEntry } from '@depesche/pipeline/memory-entries'
import { passagesOf } from '@depesche/pipeline/passages'
import { planDecision } from '@depesche/pipeline/plan'
import type { Table } from '@depesche/pipeline/ports'
import { addPartner, type Changing, changePartner, PartnerUnchangeable, rotateKey } from '@depesche/pipeline/steps/change-partner'
import { decide } from '@depesche/pipeline/steps/decide'
import { syndicate } from '@depesche/pipeline/steps/syndicate'
import { type BoardRow, surveyBoard, uploadsBackwards } from '@depesche/pipeline/survey'
import { createWebhookDesk, type WebhookDesk } from '@depesche/pipeline/webhook-desk'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import { resolveLinks } from '@depesche/syndication/ninjs'
import { createSender } from '@depesche/webhooks/create-sender'
import type { DeskSide } from './desk-side.ts'
import { Fault } from './fault.ts'
import { loadNewsroom } from './newsroom.ts'
import { openExisting } from './node.ts'
import { ensureWebhookKey } from './webhook-key.ts'

/** A running `up` brings the feeds in step within a moment. */
const FOLLOW_MS = 5_000

/** The desk of a data folder. Throws `Fault` when there is none. */
export function localDesk(folder: string): DeskSide {
  const { ports, close } = openExisting(folder)
  const { table, clock } = ports
  const io = { ports, observe: () => {} }
  return {
    dropHint: `drop a file into ${folder}/incoming/{desk}/, or "depesche put FILE"`,
    board: (since) => surveyBoard(table, clock(), since),
    article: (id) => articleWhole(ports, id, clock()),
    passages: (id, language) => passagesOf(ports, id, language),
    plan: (id, deed) => planDecision(table, id, deed, clock()),
    decide: async (id, deed, actor) => {
      await decide(io, id, deed, actor)
      // nobody else brings the feeds in step; the message that waits for the next `up` does it once more and changes nothing
      if (holderOf(folder) === undefined) await syndicate(io, { station: 'syndicate', cause: `decided-${id}`, id })
    },
    followMs: FOLLOW_MS,
    rejected: (since) => rejectedSince(table, clock(), since),
    retry: (upload) => retryUpload(io, upload),
    redrive: async (id) => (id === undefined ? redriveBoard(io) : redriveOne(io, id)),
    products: () => listProducts(table),
    explain: (id) => explain(table, id, clock()),
    receipts: (id, which) => articleReceipts(table, id, clock(), which),
    isServed: () => holderOf(folder)?.port !== undefined,
    feed: async (feed, page) => {
      const answer = await createExits(ports).page(readerOfProducts('desk', [feed.product]), feed, page)
      if (answer === 'unknown')
        throw new Fault(`there is no feed ${feed.product}/${feed.language}`, 'see depesche.config.ts for the products', 2)
      if (answer === 'restoring') throw new Fault('the wire is being rebuilt, and nothing leaves it', 'ask again when that is done')
      if (typeof answer === 'string') return undefined
      const link = linkBase(folder)
      const entries = answer.entries.map(({ bytes, ...entry }) => (bytes ? { ...entry, item: resolveLinks(parsed(bytes), link) } : entry))
      return { ...answer, entries }
    },
    cost: async (count) => {
      const months = await Promise.all(
        lastMonths(clock(), count).map(async (month) => [month, await spendOf(table, 'amazon', month)] as const),
      )
      return [{ engine: 'amazon', months: Object.fromEntries(months) }]
    },
    memory: () => memoryEntries(pagesOf(table, clock())),
    takeMemory: (entries) => Promise.all(entries.map((entry) => takeEntry(table, entry))),
    partners: async () => Promise.all((await listPartners(table)).map((each) => partnerView(table, each, clock()))),
    partner: async (name) => {
      const found = await getPartner(table, name)
      return found && partnerView(table, found, clock())
    },
    addPartner: (name, entitlements, actor) => told(() => addPartner(io, name, entitlements, actor)),
    changePartner: async (name, deed, actor) => void (await told(() => changePartner(io, name, deed, actor))),
    rotateKey: (name, days, actor) => told(() => rotateKey(io, name, days * DAY_MS, actor)),
    webhook: localWebhooks(io, folder),
    deadLetters: () => ports.queue.deadLetters(),
    reviveDead: () => ports.queue.reviveDead(),
    carriesOn: () => (holderOf(folder) ? 'the running "depesche up" carries on' : '"npm start" (depesche up) takes it from here'),
    close,
  }
}

const DAY_MS = 86_400_000

/** What cannot be is told as a fault of whoever asked. */
async function told<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!(error instanceof PartnerUnchangeable)) throw error
    throw new Fault(error.message, '"depesche partner list" shows the partners as they are', 2)
  }
}

/** The sender is made when it is needed: few commands do. */
function localWebhooks(io: Changing, folder: string): WebhookDesk {
  const open = async (run: (desk: WebhookDesk) => Promise<unknown>) => {
    const { webhooks } = await loadNewsroom()
    const houseKey = ensureWebhookKey(folder)
    await using sender = createSender({ allow: webhooks.allow })
    const secretOf = (partner: string, number: number) => webhookSecret(houseKey, partner, number)
    // awaited here: the sender is closed when this returns
    return await told(() => run(createWebhookDesk(io, { sender, secretOf })))
  }
  return {
    set: (...args) => open((desk) => desk.set(...args)) as ReturnType<WebhookDesk['set']>,
    resume: (...args) => open((desk) => desk.resume(...args)) as Promise<void>,
    remove: (...args) => open((desk) => desk.remove(...args)) as Promise<void>,
    rotate: (...args) => open((desk) => desk.rotate(...args)) as Promise<string>,
    test: (...args) => open((desk) => desk.test(...args)) as ReturnType<WebhookDesk['test']>,
  }
}

const parsed = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>

/** Links lead to the running API; without one they are paths on whatever serves it later. */
function linkBase(folder: string): (path: string) => string {
  const port = holderOf(folder)?.port
  return (path) => (port === undefined ? path : `http://127.0.0.1:${port}${path}`)
}

async function* rejectedSince(table: Table, now: number, since: number): AsyncGenerator<BoardRow['upload']> {
  for await (const { upload } of uploadsBackwards(table, now, since)) if (upload.state === 'rejected') yield upload
}

async function redriveOne(io: Driving, id: string): Promise<readonly Redriven[] | undefined> {
  if ((await io.ports.table.get(keys.head(id))) === undefined) return undefined
  const languages = await redriveLanguages(io, id)
  return languages.length > 0 ? [{ id, languages }] : []
}

async function redriveBoard(io: Driving): Promise<readonly Redriven[]> {
  const { table, clock } = io.ports
  const driven: Redriven[] = []
  for await (const { survey } of surveyBoard(table, clock(), clock() - REDRIVE_DAYS * 86_400_000)) {
    const languages = survey?.languages.some(({ work }) => work?.state === 'failed') ? await redriveLanguages(io, survey.id) : []
    if (survey && languages.length > 0) driven.push({ id: survey.id, languages })
  }
  return driven
}
