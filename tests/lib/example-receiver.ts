import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const script = fileURLToPath(new URL('../../examples/receive.mjs', import.meta.url))

export interface ExampleReceiver {
  readonly port: number
  readonly out: () => string
  readonly err: () => string
  /** kill -9, as a power cut */
  readonly kill: () => Promise<void>
}

/** `examples/receive.mjs` as a process of its own, which never outlives its test. */
export async function startReceiver(folder: string, secrets: string, port = 0, program = process.execPath): Promise<ExampleReceiver> {
  const child = spawn(program, [script, String(port), folder], {
    env: { ...process.env, SECRET: secrets },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = once(child, 'close')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  const listening = new Promise<number>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const found = /127\.0\.0\.1:(\d+)\n/.exec(out)?.[1]
      if (found) resolve(Number(found))
    })
    void ended.then(() => reject(new Error(`the receiver ended: ${err}`)))
  })
  return { port: await listening, out: () => out, err: () => err, kill }
}

/** What a receiver's folder holds of a feed: the item as JSON, by id. Throws for a file that is not whole. */
export async function receivedIn(folder: string, feed: string): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>()
  for (const name of await readdir(join(folder, feed)).catch(() => [])) {
    if (!name.endsWith('.json')) continue
    const text = await readFile(join(folder, feed, name), 'utf8')
    JSON.parse(text)
    copies.set(name.slice(0, -'.json'.length), text)
  }
  return copies
}
