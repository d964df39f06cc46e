import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface FlakyDoor {
  readonly port: number
  /** how often it failed, by how */
  readonly failed: Record<'refused' | 'cut' | 'lost', number>
}

/**
 * Stands before a receiver and lets most through. Some requests it refuses (503), some it cuts before the receiver has them, of some
 * it loses the answer: the receiver has acted. `chance` answers from 0 to under 1; `share` of all fail.
 */
export async function startFlakyDoor(receiver: () => number, chance: () => number, share: number): Promise<FlakyDoor> {
  const failed = { refused: 0, cut: 0, lost: 0 }
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const kind = chance() < share ? (['refused', 'cut', 'lost'] as const)[Math.floor(chance() * 3)] : undefined
    if (kind) failed[kind]++
    if (kind === 'cut') return void request.socket.destroy()
    if (kind === 'refused') return void response.writeHead(503, { 'retry-after': '1' }).end()
    const status = await forward(receiver(), request, body).catch(() => 502)
    if (kind === 'lost') return void request.socket.destroy()
    response.writeHead(status).end()
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => server.close().closeAllConnections())
  return { port: (server.address() as AddressInfo).port, failed }
}

async function forward(port: number, { url = '/', headers }: IncomingMessage, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const given = Object.entries(headers).filter(([name]) => name.startsWith('webhook-') || name === 'content-type')
  const answer = await fetch(`http://127.0.0.1:${port}${url}`, { method: 'POST', headers: given as [string, string][], body })
  return answer.status
}
