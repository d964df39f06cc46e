import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from './container.ts'
import type { Shift } from './shifted-clock.ts'

/** What a function did with an event; `died`: its container ended in the middle. */
export type Invoked = Outcome | { readonly died: true }

export interface Container {
  readonly alive: boolean
  /** One at a time, as Lambda does; throws when it is at work. */
  invoke(event: unknown, clock: Shift): Promise<Invoked>
  /** SIGKILL; settles when it is dead */
  kill(): Promise<void>
  /** what it wrote last */
  log(): string
}

const CONTAINER = fileURLToPath(new URL('container.ts', import.meta.url))
const TIMEOUT_MS = 60_000

/** Starts a function's entry file in a process of its own. Throws when it cannot be loaded. */
export async function startContainer(name: string, entry: string, environment: Readonly<Record<string, string>>): Promise<Container> {
  const child = fork(CONTAINER, [entry], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // nothing of this process's environment: a function has what the stack gives it
    env: {
      NODE_COMPILE_CACHE: join(tmpdir(), 'depesche-compile-cache'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_LAMBDA_FUNCTION_NAME: name,
      ...environment,
    },
  })
  const log = lastOutput(child)
  const ended = once(child, 'exit')
  let alive = true
  let isAtWork = false
  void ended.then(() => {
    alive = false
  })
  const first = await Promise.race([once(child, 'message'), ended])
  if (!alive || !(first[0] as { ready?: true } | null)?.ready) throw new Error(`${entry} does not load: ${log()}`)
  return {
    get alive() {
      return alive
    },
    invoke: async (event, clock) => {
      if (!alive) return { died: true }
      if (isAtWork) throw new Error(`${name} was handed an event while it was at work`)
      isAtWork = true
      const answered = once(child, 'message').then(([message]) => message as Outcome)
      child.send({ event, requestId: randomUUID(), clock })
      const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS)
      const invoked = await Promise.race([answered, ended.then(() => ({ died: true }) as const)])
      clearTimeout(timer)
      isAtWork = false
      return invoked
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    log,
  }
}

function lastOutput(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-20_000)
    })
  return () => text
}
