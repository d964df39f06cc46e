/// <reference path="./dynalite.d.ts" />
import dynalite from 'dynalite'
import { guard, listen } from './guard.ts'

export interface LoopbackServer {
  readonly url: string
  stop(): Promise<void>
}

/** DynamoDB: dynalite in memory, guarded. */
export async function startDynamo(secret: string): Promise<LoopbackServer> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 })
  guard(server, secret)
  const url = await listen(server)
  return {
    url,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
