import { once } from 'node:events'
import { createServer } from 'node:https'
import { type AddressInfo, connect, type LookupFunction, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import type { Dial } from '@depesche/webhooks/connect'
import { TRUSTED } from './receivers.ts'

/** Listens on loopback, IPv4 and IPv6 at one port, and must not be heard of. */
export interface Canary extends AsyncDisposable {
  readonly port: number
  /** where it listens, as URLs have it */
  readonly hosts: readonly string[]
  /** connections since it was last asked; whoever had connected by now is counted */
  readonly sung: () => Promise<number>
  /** leads every connection here, wherever it was to go, once the address has been looked up as net does it: nothing leaves the machine */
  readonly dial: Dial
}

export async function openCanary(): Promise<Canary> {
  const heard = new Set<number | undefined>()
  const servers = [createServer(TRUSTED), createServer(TRUSTED)] as const
  for (const server of servers) {
    server.on('request', (_, response) => response.end())
    server.on('connection', (socket: Socket) => void heard.add(socket.remotePort))
    server.on('tlsClientError', () => {})
  }
  servers[0].listen(0, '127.0.0.1')
  await once(servers[0], 'listening')
  const { port } = servers[0].address() as AddressInfo
  // a machine without IPv6 has half a canary
  const hasBoth = await new Promise<boolean>((resolve) =>
    servers[1].once('error', () => resolve(false)).listen(port, '::1', () => resolve(true)),
  )
  const sung = async () => {
    for (const host of hasBoth ? ['127.0.0.1', '::1'] : ['127.0.0.1']) heard.delete(await lastInLine(heard, port, host))
    const { size } = heard
    heard.clear()
    return size
  }
  const close = async () => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  }
  return {
    port,
    hosts: hasBoth ? ['127.0.0.1', '[::1]'] : ['127.0.0.1'],
    sung,
    dial: (options) => dialTo(port, options),
    [Symbol.asyncDispose]: close,
  }
}

/** Connects behind all others, and answers its own port when it was heard: the others were, too. */
async function lastInLine(heard: ReadonlySet<number | undefined>, port: number, host: string): Promise<number | undefined> {
  const socket = connect(port, host)
  await once(socket, 'connect')
  const { localPort } = socket
  while (!heard.has(localPort)) await turn()
  socket.destroy()
  return localPort
}

function dialTo(port: number, options: Parameters<Dial>[0]): Socket {
  const { host = '', lookup } = options
  const isAddress = /^[\d.]+$|:/.test(host)
  const here: LookupFunction = (name, hints, answer) =>
    lookup?.(name, hints, (error) => answer(error, error ? [] : [{ address: '127.0.0.1', family: 4 }]))
  return connect({ ...options, port, ...(isAddress ? { host: '127.0.0.1' } : { lookup: here }) })
}
