/**
 * One address on loopback for all of AWS: sees each request, sends it on to the server that stands in for its service, and
 * makes it go wrong as it is told: an error of the service, a connection cut before or after the work was done, a client
 * killed at that very request.
 */
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type Answer, type FaultyAnswer, faultyAnswer } from './fault-answers.ts'
import { listen } from './guard.ts'
import { type Observed, observe, type RawRequest } from './observed.ts'

export type Verdict =
  | 'pass'
  | { readonly answer: FaultyAnswer }
  /** nothing is done */
  | 'cut-before'
  /** it is done, and the answer never arrives */
  | 'cut-after'
  /** it is done, and half of the answer's body arrives */
  | 'cut-within'
  /** the client is killed before or after it is done */
  | { readonly kill: 'before' | 'after' }
  /** BatchGetItem alone: only so many keys are looked at */
  | { readonly partial: number }

export interface FaultProxyOptions {
  /** what every access key id begins with */
  readonly secret: string
  /** the address of the server that stands in; asked anew for each request */
  readonly route: (observed: Observed) => string
  /** `n`: how many requests that client has made, this one included */
  readonly decide?: (observed: Observed, n: number) => Verdict
  /** settles when the client is dead */
  readonly kill?: (who: string, observed: Observed) => Promise<void>
}

export interface FaultProxy extends AsyncDisposable {
  readonly endpoint: string
  /** every request with what was decided on it, in order of arrival */
  readonly seen: { readonly observed: Observed; readonly verdict: Verdict }[]
  /** another plan; counting begins anew */
  plan(options: Partial<Pick<FaultProxyOptions, 'decide' | 'kill' | 'route'>>): void
}

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export async function startFaultProxy(initial: FaultProxyOptions): Promise<FaultProxy> {
  let options = initial
  let counts = new Map<string, number>()
  const seen: { readonly observed: Observed; readonly verdict: Verdict }[] = []
  const agent = new Agent({ keepAlive: true })
  const server = createServer((request, response) => {
    response.on('error', () => {})
    handle(request, response).catch(() => response.destroy())
  })

  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = incoming
    const request: RawRequest = { method, url, headers, body: await buffer(incoming) }
    const observed = observe(request, options.secret)
    const n = (counts.get(observed.who) ?? 0) + 1
    counts.set(observed.who, n)
    const verdict = options.decide?.(observed, n) ?? 'pass'
    seen.push({ observed, verdict })
    const { route, kill } = options
    const forwarded = () => forward(agent, route(observed), request)
    if (verdict === 'pass') return reply(response, await forwarded())
    if (verdict === 'cut-before') return void response.destroy()
    if (verdict === 'cut-after') {
      await forwarded()
      return void response.destroy()
    }
    if (verdict === 'cut-within') return cutWithin(response, await forwarded())
    if ('answer' in verdict) return replyWith(response, faultyAnswer(observed.service, verdict.answer))
    if ('partial' in verdict) return reply(response, await partly(agent, route(observed), request, verdict.partial))
    if (verdict.kill === 'after') await forwarded()
    await kill?.(observed.who, observed)
    response.destroy()
  }
  return {
    endpoint: await listen(server),
    seen,
    plan: (more) => {
      options = { ...options, ...more }
      counts = new Map()
    },
    [Symbol.asyncDispose]: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The same request at another address: the server behind checks its Host, and the body is whole. */
function forward(agent: Agent, base: string, { method, url, headers, body }: RawRequest): Promise<Reply> {
  const { connection: _, expect: __, 'transfer-encoding': ___, ...kept } = headers
  const { host, hostname, port } = new URL(base)
  const own = { ...kept, host, 'content-length': String(body.length) }
  return new Promise((resolve, reject) => {
    send({ hostname, port, method, path: url, headers: own, agent }, (response) => {
      buffer(response).then((answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }), reject)
    })
      .on('error', reject)
      .end(body)
  })
}

interface Batch {
  readonly RequestItems: Readonly<Record<string, { readonly Keys: readonly unknown[] }>>
}

/** BatchGetItem that looks at the first `count` keys and gives the others back as unprocessed. */
async function partly(agent: Agent, base: string, request: RawRequest, count: number): Promise<Reply> {
  const asked = JSON.parse(request.body.toString('utf8')) as Batch
  const [[table, { Keys, ...rest }] = ['', { Keys: [] }]] = Object.entries(asked.RequestItems)
  const some = { ...asked, RequestItems: { [table]: { ...rest, Keys: Keys.slice(0, count) } } }
  const answer = count > 0 ? await forward(agent, base, { ...request, body: Buffer.from(JSON.stringify(some)) }) : undefined
  const found = answer === undefined ? { Responses: { [table]: [] } } : (JSON.parse(answer.body.toString('utf8')) as object)
  const left = Keys.slice(count)
  const body = { ...found, UnprocessedKeys: left.length === 0 ? {} : { [table]: { ...rest, Keys: left } } }
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: Buffer.from(JSON.stringify(body)) }
}

function reply(response: ServerResponse, { status, headers, body }: Reply): void {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = headers
  // an answer without a body, as to HEAD, keeps the length that it states
  response.writeHead(status, { ...kept, ...(body.length > 0 ? { 'content-length': body.length } : {}) }).end(body)
}

function cutWithin(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, connection: 'close', 'content-length': body.length })
  response.write(body.subarray(0, body.length / 2), () => setImmediate(() => response.destroy()))
}

function replyWith(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}
