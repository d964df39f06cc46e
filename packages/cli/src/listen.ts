import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'

export interface Listening {
  readonly port: number
  /** the port that was asked for was taken */
  readonly moved: boolean
  readonly close: () => Promise<void>
}

/** Serves on loopback; a taken port is replaced by a free one. */
export async function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Listening> {
  try {
    return answer(await start(fetch, port), false)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    return answer(await start(fetch, 0), true)
  }
}

function start(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server))
    server.once('error', reject)
  })
}

function answer(server: ServerType, moved: boolean): Listening {
  return {
    port: (server.address() as AddressInfo).port,
    moved,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        // a reader that keeps its connection open does not hold up the stop
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 500).unref()
      }),
  }
}
