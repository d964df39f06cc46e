import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Child {
  readonly process: ChildProcess
  /** what it has printed so far */
  readonly out: () => string
  /** settles when that text has been printed */
  readonly says: (text: string) => Promise<void>
  /** settles when it has ended; answers its exit code */
  readonly ended: Promise<number | null>
}

/** Another process on the same files: `processes/{name}.ts`. It never outlives its test. */
export function startChild(name: string, ...args: readonly string[]): Child {
  const file = fileURLToPath(new URL(`processes/${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  let waiting: (() => void)[] = []
  const wake = () => {
    for (const each of waiting) each()
    waiting = []
  }
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
    wake()
  })
  const ended = once(child, 'close').then(([code]) => {
    wake()
    return code as number | null
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {
    process: child,
    out: () => text,
    ended,
    says: async (wanted) => {
      while (!text.includes(wanted)) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended without saying "${wanted}": ${text}`)
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
}
