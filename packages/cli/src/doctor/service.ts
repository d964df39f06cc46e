import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { type Holder, holderOf } from '@depesche/local/lock'
import type { Newsroom } from '../newsroom.ts'
import { type Check, checked, fine, wrong } from './check.ts'

const TIMEOUT_MS = 5_000

/** The running `up` of a folder; none where the folder is not there or cannot be used, which another check tells. */
export function holderIn(folder: string): Holder | undefined {
  try {
    return existsSync(folder) ? holderOf(folder) : undefined
  } catch {
    return undefined
  }
}

/** Whether `up` runs: without it uploads are kept, and nothing moves. */
export function running(holder: Holder | undefined): Check {
  return holder === undefined
    ? wrong('depesche up', 'does not run here', '"npm start" (depesche up): until then uploads are kept, and nothing moves')
    : fine('depesche up', `runs as process ${holder.pid}`)
}

/** Whether the running API answers, or the port for it is free. */
export function port(holder: Holder | undefined, { api }: Newsroom): Promise<Check> {
  return checked('API', () => (holder?.port === undefined ? free(api.port) : answers(holder.port)))
}

async function answers(port: number): Promise<Check> {
  const url = `http://127.0.0.1:${port}`
  const type = await fetch(`${url}/v1/feeds/doctor/xx`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    .then(async (response) => ((await response.json()) as { readonly type?: string }).type)
    .catch(() => undefined)
  return type === '/problems/unauthorized'
    ? fine('API', `answers on ${url}`)
    : wrong('API', `${url} does not answer as ours does`, 'stop and start "depesche up"')
}

function free(port: number): Promise<Check> {
  if (port === 0) return Promise.resolve(fine('API', 'takes any free port'))
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(wrong('API', `port ${port} cannot be taken: ${code}`, 'stop what listens there, or name another: api.port, or up --port')),
    )
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(fine('API', `port ${port} is free`))))
  })
}
