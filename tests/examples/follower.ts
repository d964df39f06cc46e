import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Follower {
  /** the file in examples/ */
  readonly name: string
  /** what runs it */
  readonly program: string
}

export interface Running {
  readonly feed: string
  readonly key: string
  readonly folder: string
  readonly more?: readonly string[]
  /** kill -9 when the folder has changed so often */
  readonly killAtChange?: number
}

export interface Ended {
  /** the exit code; null: it was killed */
  readonly code: number | null
  readonly err: string
}

/** A follower of examples/ as a process of its own, which never outlives its test. */
export function startFollower({ name, program }: Follower, { feed, key, folder, more = [] }: Running) {
  const script = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url))
  const child = spawn(program, [script, feed, folder, ...more], { env: { ...process.env, KEY: key }, stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, err }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { ended, isRunning: () => child.exitCode === null && child.signalCode === null, kill: () => child.kill('SIGKILL') }
}

/** Runs a follower to its end, or to the point where it is killed. */
export async function runFollower(follower: Follower, running: Running): Promise<Ended> {
  const { killAtChange } = running
  if (killAtChange === undefined) return startFollower(follower, running).ended
  await mkdir(running.folder, { recursive: true })
  let changes = 0
  const watcher = watch(running.folder, () => ++changes >= killAtChange && started.kill())
  const started = startFollower(follower, running)
  return started.ended.finally(() => watcher.close())
}
