import { once } from 'node:events'
import { createServer as createHttp, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Certificate, certificateFor } from './certificate.ts'

/** What a receiver got: one whole request. */
export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** which of the receiver's connections it came on, from 1 */
  readonly connection: number
}

export interface Receiver {
  readonly port: number
  /** `host:port`, as `allow` has it */
  readonly pair: string
  readonly received: readonly Received[]
  /** connections made so far */
  readonly connections: () => number
  /** bytes that came so far, of TLS too */
  readonly bytes: () => number
  /** bytes that it could send so far */
  readonly said: () => number
  /** connections that are open now */
  readonly open: () => number
  /** ends those with a reset */
  readonly cutOff: () => void
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const OK: Answer = (_, response) => response.end('{}')

export const TRUSTED = certificateFor(['localhost', 'partner.example', 'good.example'], ['127.0.0.1', '::1'])

/** A receiver on loopback that reads requests and answers them; without a certificate over http. */
export async function receiver(answer: Answer = OK, certificate: Certificate | null = TRUSTED): Promise<Receiver> {
  const received: Received[] = []
  const numbers = new WeakMap<object, number>()
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    received.push({ path: request.url ?? '', headers: request.headers, body, connection: numbers.get(request.socket) ?? 0 })
    answer(request, response)
  }
  const onRequest = (request: IncomingMessage, response: ServerResponse) => void take(request, response).catch(() => {})
  const server = certificate ? createHttps(certificate, onRequest) : createHttp(onRequest)
  server.on('clientError', (_, socket) => socket.destroy())
  let heads = 0
  server.on(certificate ? 'secureConnection' : 'connection', (socket) => numbers.set(socket, ++heads))
  return { ...(await served(server)), received }
}

/** The same over http. */
export const plainReceiver = (answer: Answer = OK) => receiver(answer, null)

/** A receiver that does with each connection whatever a test says, in TCP. */
export async function rawReceiver(serve: (socket: Socket) => void): Promise<Receiver> {
  const server = createTcp((socket) => {
    serve(socket)
    // one that reads nothing does not even see that we have gone: it reads when everything else has been seen
    socket.on('error', () => {}).resume()
  })
  return { ...(await served(server)), received: [] }
}

async function served(server: Server): Promise<Omit<Receiver, 'received'>> {
  const open = new Set<Socket>()
  let [connections, read, written] = [0, 0, 0]
  server.on('connection', (socket: Socket) => {
    connections++
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      read += socket.bytesRead
      written += socket.bytesWritten
      open.delete(socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const bytes = () => [...open].reduce((sum, socket) => sum + socket.bytesRead, read)
  const said = () => [...open].reduce((sum, socket) => sum + socket.bytesWritten - socket.writableLength, written)
  const cutOff = () => open.forEach((socket) => void socket.resetAndDestroy())
  return { port, pair: `127.0.0.1:${port}`, connections: () => connections, bytes, said, open: () => open.size, cutOff }
}
