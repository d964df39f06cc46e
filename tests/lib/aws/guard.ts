import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export const HOST = '127.0.0.1'

/** Where a server listens: `http://127.0.0.1:{port}`. */
export function urlOf(server: Server): string {
  return `http://${HOST}:${(server.address() as AddressInfo).port}`
}

/** Listens on loopback alone, on a free port. Answers the address; throws when it cannot. */
export async function listen(server: Server): Promise<string> {
  server.keepAliveTimeout = 0 // an idle connection is never closed by us: the client may be about to use it
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, HOST, resolve))
  return urlOf(server)
}

/**
 * Answers only our own clients, whatever the server behind would do: no page in a browser (Origin), no rebound name (Host),
 * nobody whose access key id does not begin with `secret`. Neither server checks a signature.
 */
export function guard(server: Server, secret: string): void {
  const handlers = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (!isOurs(request, secret)) {
      response.writeHead(403, { connection: 'close' }).end()
      return
    }
    for (const handle of handlers) handle.call(server, request, response)
    // dynalite throws from its own listener when a client hangs up in mid-request: that would end the process
    request.removeAllListeners('error').on('error', () => {})
  })
}

function isOurs({ headers, socket }: IncomingMessage, secret: string): boolean {
  const { origin, host, authorization = '' } = headers
  return origin === undefined && host === `${HOST}:${socket.localPort}` && authorization.includes(`Credential=${secret}`)
}
