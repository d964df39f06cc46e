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

/** What one request needs. */
export interface Asking {
  readonly receiver: Receiver
  readonly message: Message
  readonly deadline: Deadline
  readonly agents: Agents
}

const MOST_HEAD_BYTES = 16_384

/**
 * Posts once and answers the answer as soon as its head has come; `stale`: the connection had been kept, and was cut off without one.
 * Informational answers (RFC 9110 section 15.2) are passed over. Throws `Undelivered`, and what sockets and the parser throw.
 */
export function answerTo(asking: Asking, connection: 'kept' | 'new'): Promise<IncomingMessage | 'stale'> {
  const { receiver, message, deadline, agents } = asking
  deadline.waitFor('connection')
  const request = (receiver.url.protocol === 'https:' ? requestHttps : requestHttp)(optionsOf(asking, connection))
  return new Promise((resolve, reject) => {
    const fail = (thrown: unknown) => {
      request.destroy()
      if (request.reusedSocket && isCutOff(thrown)) resolve('stale')
      else reject(thrown)
    }
    const head = headLimit(() => fail(Object.assign(new Error('larger than it may be'), { code: 'HPE_HEADER_OVERFLOW' })))
    // nothing is written before the socket was looked at once more, a kept one too
    request.on('socket', (socket) => {
      try {
        agents.recheck(socket)
        socket.on('data', head.count)
        deadline.waitFor('answer')
        request.end(message.body)
      } catch (thrown) {
        fail(thrown)
      }
    })
    request.on('response', (answer) => {
      head.end()
      request.socket?.off('data', head.count)
      resolve(answer)
    })
    request.on('upgrade', (_answer, socket) => {
      socket.destroy()
      fail(new Undelivered('unreachable', 'The server changed to another protocol than HTTP, which nobody had asked for.'))
    })
    request.on('error', fail)
    deadline.signal.addEventListener('abort', () => fail(deadline.signal.reason))
  })
}

function optionsOf({ receiver, message, deadline, agents }: Asking, connection: 'kept' | 'new'): RequestOptions & ForConnection {
  const { url, host, port } = receiver
  return {
    method: 'POST',
    host,
    port,
    path: url.pathname + url.search,
    headers: { ...message.headers, 'content-length': message.body.length },
    maxHeaderSize: MOST_HEAD_BYTES,
    agent: agents.agent(receiver, connection),
    receiver,
    until: deadline.signal,
  }
}

const isCutOff = (thrown: unknown) => ['ECONNRESET', 'EPIPE'].includes(codeOf(thrown))

/** The parser does not count everything: the spaces before a header's value, and one informational answer after the other. */
function headLimit(onExcess: () => void) {
  let [bytes, hasEnded] = [0, false]
  return {
    count: (chunk: Buffer) => {
      bytes += chunk.length
      // the chunk in which the head ends is counted after it: what more it holds is the body's
      if (bytes > MOST_HEAD_BYTES && !hasEnded) onExcess()
    },
    end: () => {
      hasEnded = true
    },
  }
}
