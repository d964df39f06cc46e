/**
 * A partner's server on loopback: checks each webhook's signature by the clock of the cloud, keeps a copy of each article as the
 * webhooks say, and answers as a test wants. What must never have come it notes.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifyWebhook, WebhookError } from '../../packages/client/src/index.ts'

/** `lost`: it has acted, and its answer does not arrive; `cut`: it has not even acted; `gone`: it wants no more. */
export type PushAnswer = 'ok' | 'lost' | 'cut' | 'broken' | 'busy' | 'gone'

export interface Pushed {
  readonly type: string
  readonly data: {
    readonly product: string
    readonly language: string
    readonly sequence?: number
    readonly event?: string
    readonly id?: string
    readonly item?: unknown
  }
}

export interface PushReceiver extends AsyncDisposable {
  /** `host:port`, as the newsroom's `webhooks.allow` has it */
  readonly host: string
  /** what it checks signatures with */
  secrets: readonly string[]
  /** to the n-th request */
  answer: (n: number) => PushAnswer
  /** what was acted upon, in order */
  readonly taken: readonly Pushed[]
  /** items by `product/language`, then by id */
  readonly copies: ReadonlyMap<string, ReadonlyMap<string, unknown>>
  /** articles of which no item may come any more */
  readonly shut: Set<string>
  /** what must not have come, in words */
  readonly faults: readonly string[]
  /** Forgets everything. */
  reset(): void
}

const STATUS: Readonly<Record<Exclude<PushAnswer, 'lost' | 'cut'>, number>> = { ok: 204, broken: 500, busy: 429, gone: 410 }

/** Listens at a port of its own. `now`: the cloud's clock (ms). */
export async function startPushReceiver(now: () => number): Promise<PushReceiver> {
  const taken: Pushed[] = []
  const copies = new Map<string, Map<string, unknown>>()
  const sequences = new Map<string, number>()
  const [seen, shut, faults] = [new Set<string>(), new Set<string>(), [] as string[]]
  let requests = 0

  const act = (id: string, said: Pushed) => {
    if (seen.has(id) || said.type === 'webhook.test') return
    seen.add(id)
    taken.push(said)
    const { product, language, sequence = 0, event, id: article = '', item } = said.data
    const feed = `${product}/${language}`
    if (sequence < (sequences.get(feed) ?? 0)) faults.push(`${feed} ${sequence} came after ${sequences.get(feed)}`)
    sequences.set(feed, sequence)
    const mine = copies.get(feed) ?? new Map<string, unknown>()
    copies.set(feed, mine)
    if (item) mine.set(article, item)
    if (event === 'canceled' || event === 'removed') mine.delete(article)
  }

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray())
    const { id, payload } = await verifyWebhook({ secrets: receiver.secrets, headers: request.headers, body, now: now() })
    const said = payload as Pushed
    if (said.data.item && shut.has(said.data.id ?? ''))
      faults.push(`${said.data.product}/${said.data.language} ${said.data.sequence} shows ${said.data.id} though it was closed`)
    const answer = receiver.answer(++requests)
    if (answer === 'ok' || answer === 'lost') act(id, said)
    if (answer === 'lost' || answer === 'cut') return void request.socket.destroy()
    response.writeHead(STATUS[answer], answer === 'busy' ? { 'retry-after': '20' } : {}).end()
  }
  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => {
      faults.push(String(error))
      response.writeHead(error instanceof WebhookError ? 401 : 500).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))

  const receiver: PushReceiver = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets: [],
    answer: () => 'ok',
    taken,
    copies,
    shut,
    faults,
    reset: () => {
      for (const each of [copies, sequences, seen, shut]) each.clear()
      for (const each of [taken, faults]) each.length = 0
      receiver.secrets = []
      receiver.answer = () => 'ok'
      requests = 0
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return receiver
}
