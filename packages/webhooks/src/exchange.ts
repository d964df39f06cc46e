import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Agents, ForConnection } from './agents.ts'
import type { Deadline } from './deadline.ts'
import type { Receiver } from './receiver.ts'
import { codeOf, Undelivered } from './undelivered.ts'

export interface Message {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const MOST_BYTES = 16_384
/** What is left of an answer comes with its head; a connection is not worth a longer wait. */
const DRAIN_MS = 500

/**
 * Posts a message and answers the head that came back, with its connection kept if it can be. One that had been kept and was cut off
 * before it answered is replaced by a new one, once: receivers act once upon an id. Throws `Undelivered`, and what sockets and
 * the parser throw.
 */
export async function exchange(receiver: Receiver, message: Message, deadline: Deadline, agents: Agents): Promise<IncomingMessage> {
  const post = (connection: 'kept' | 'new') => answerTo(receiver, message, deadline, agents, connection)
  const answered = await post('kept')
  const answer = answered === 'stale' ? await post('new') : answered
  if (answer === 'stale') throw new Error('a new connection cannot be stale')
  await drain(answer, Math.min(DRAIN_MS, deadline.meet()))
  return answer
}

function answerTo(
  receiver: Receiver,
  { headers, body }: Message,
  deadline: Deadline,
  { agent, recheck }: Agents,
  connection: 'kept' | 'new',
): Promise<IncomingMessage | 'stale'> {
  const { url, host, port } = receiver
  const options: RequestOptions & ForConnection = {
    ...{ method: 'POST', host, port, path: url.pathname + url.search, headers: { ...headers, 'content-length': body.length } },
    ...{ agent: agent(receiver, connection), maxHeaderSize: MOST_BYTES, receiver, until: deadline.signal },
  }
  deadline.waitFor('connection')
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(options)
  return new Promise((resolve, reject) => {
    const fail = (thrown: unknown) => {
      request.destroy()
      if (request.reusedSocket && isCutOff(thrown)) resolve('stale')
      else reject(thrown)
    }
    // the parser does not count everything: spaces before a header's value, and one informational answer after the other
    let [isAnswered, bytes] = [false, 0]
    const limited = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MOST_BYTES && !isAnswered) fail(tooLarge())
    }
    // nothing is written before the socket was looked at once more, a kept one too
    request.on('socket', (socket) => {
      try {
        recheck(socket)
        socket.on('data', limited)
        deadline.waitFor('answer')
        request.end(body)
      } catch (thrown) {
        fail(thrown)
      }
    })
    request.on('response', (answer) => {
      isAnswered = true
      request.socket?.off('data', limited)
      resolve(answer)
    })
    request.on('upgrade', (_answer, socket) => {
      socket.destroy()
      fail(new Undelivered('unreachable', 'The server answered in another protocol than HTTP, which nobody had asked for.'))
    })
    request.on('error', fail)
    deadline.signal.addEventListener('abort', () => fail(deadline.signal.reason))
  })
}

const tooLarge = () => Object.assign(new Error('larger than it may be'), { code: 'HPE_HEADER_OVERFLOW' })
const isCutOff = (thrown: unknown) => ['ECONNRESET', 'EPIPE'].includes(codeOf(thrown))

/** Reads what is left of an answer, so that its connection can be kept; one that is long or slow is cut off. Nothing is decompressed. */
async function drain(answer: IncomingMessage, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => {}, milliseconds)
  try {
    let bytes = 0
    for await (const chunk of answer) {
      bytes += (chunk as Buffer).length
      if (bytes > MOST_BYTES) return // ends the connection with the loop
    }
  } catch {
    // cut off: its head has been answered
  } finally {
    clearTimeout(timer)
  }
}
