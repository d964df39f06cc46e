import { once } from 'node:events'
import type { Socket, TcpNetConnectOpts } from 'node:net'
import { isIP } from 'node:net'
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls'
import { checkedLookup } from './addresses.ts'
import type { Resolve } from './names.ts'
import { assertPublic, type Receiver } from './receiver.ts'
import { codeOf, Undelivered } from './undelivered.ts'

/** As `connect` of node:net. */
export type Dial = (options: TcpNetConnectOpts) => Socket

export interface Connection {
  readonly socket: Socket
  /** Throws `Undelivered` when the other end is not one that we send to, and an `ECONNRESET` when it has gone. */
  readonly recheck: () => void
}

export interface Connecting {
  readonly dial: Dial
  readonly resolve: (receiver: Receiver) => Resolve
  readonly context: SecureContext
}

/** For one of several addresses before the next is tried beside it; Node's quarter of a second is too short for another continent. */
const ATTEMPT_MS = 1_000

/**
 * Opens a connection that may be written to: its address was checked when it was looked up, and again at the socket, before
 * TLS says its first word; the certificate is checked too. Throws `Undelivered`, what sockets throw, and the signal's reason.
 */
export async function connect(receiver: Receiver, signal: AbortSignal, { dial, resolve, context }: Connecting): Promise<Connection> {
  const { host, port } = receiver
  const lookup = checkedLookup(receiver, resolve(receiver))
  const plain = dial({ host, port, lookup, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: ATTEMPT_MS, noDelay: true })
  const recheck = () => assertOtherEnd(receiver, plain)
  await opened(plain, 'connect', signal)
  try {
    recheck()
    return { socket: receiver.url.protocol === 'https:' ? await secured(plain, host, context, signal) : plain, recheck }
  } catch (thrown) {
    plain.destroy()
    throw thrown
  }
}

function assertOtherEnd(receiver: Receiver, socket: Socket): void {
  if (socket.destroyed || socket.remoteAddress === undefined) throw Object.assign(new Error('it has gone'), { code: 'ECONNRESET' })
  assertPublic(receiver, socket.remoteAddress)
}

async function secured(plain: Socket, host: string, context: SecureContext, signal: AbortSignal): Promise<TLSSocket> {
  // neither may be left to an environment that switches checks off (NODE_TLS_REJECT_UNAUTHORIZED), nor to a server that likes HTTP/2
  const own = { secureContext: context, rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] }
  const socket = connectTls({ socket: plain, host, servername: isIP(host) ? '' : host, ...own })
  try {
    await opened(socket, 'secureConnect', signal)
    return socket
  } catch (thrown) {
    throw socket.authorizationError ? new Undelivered('certificate', certificateReason(codeOf(thrown))) : thrown
  }
}

function certificateReason(code: string): string {
  if (code === 'CERT_HAS_EXPIRED') return 'The certificate has expired: renew it.'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'The certificate is not made out to the host in the URL: get one that is.'
  return 'The certificate is not to be trusted: get one of a known authority, and let the server send the whole chain.'
}

async function opened(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  socket.on('error', () => {}) // whoever waits is told; an error of a socket that nobody waits for must end nothing
  try {
    await once(socket, event, { signal })
  } catch (thrown) {
    socket.destroy()
    throw signal.aborted ? signal.reason : thrown
  }
}
