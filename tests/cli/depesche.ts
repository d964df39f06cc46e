import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const bin = join(root, 'packages/cli/bin/depesche.js')
const many = fileURLToPath(new URL('many.ts', import.meta.url))
export const samples = join(root, 'samples')

/** The newsroom of the tests: the engine needs nothing and fetches nothing. */
export const newsroom = {
  desks: { sda: { zone: 'Europe/Zurich', language: 'de', provider: 'Test wire' }, web: { zone: 'Europe/Zurich', language: 'en' } },
  products: { demo: { title: 'Demo', languages: ['de', 'fr', 'en'], grades: ['publishable', 'readable', 'gist', 'none'] } },
  engines: { local: ['pseudo'] },
  // a test asks more often than a partner does
  api: { port: 0, perMinute: 100_000 },
}

/** A folder to work in with a newsroom in it, gone after the test. Below the checkout, as a config file may import from it. */
export async function workFolder(config: unknown = newsroom): Promise<string> {
  mkdirSync(join(root, '.depesche-test'), { recursive: true })
  const folder = await mkdtemp(join(root, '.depesche-test', 'cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'depesche.config.ts'), `export default ${JSON.stringify(config)}\n`)
  return folder
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Started {
  readonly process: ChildProcess
  readonly pid: number
  readonly out: () => string
  /** settles when standard output has that text; answers all of it. Throws when the process ends without */
  readonly says: (text: string | RegExp) => Promise<string>
  readonly ended: Promise<Ended>
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended>
}

/** A `depesche` of its own in that folder; it never outlives its test. */
export function start(folder: string, ...args: readonly string[]): Started {
  return startScript(folder, bin, args)
}

function startScript(folder: string, script: string, args: readonly string[]): Started {
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: '200', NODE_COMPILE_CACHE: join(root, '.depesche-test/compile-cache') }
  const child = spawn(process.execPath, [script, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env })
  let [out, err] = ['', '']
  let waiting: (() => void)[] = []
  const wake = () => {
    for (const each of waiting) each()
    waiting = []
  }
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part
    wake()
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    err += part
  })
  let done = false
  const ended = once(child, 'close').then(([code]): Ended => {
    done = true
    wake()
    return { code: code as number | null, out, err }
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {
    process: child,
    pid: child.pid ?? 0,
    out: () => out,
    ended,
    says: async (text) => {
      while (typeof text === 'string' ? !out.includes(text) : !text.test(out)) {
        if (done) throw new Error(`depesche ${args.join(' ')} ended without saying ${text}:\n${out}\n${err}`)
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
      return out
    },
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}

/** Runs a command to its end. */
export function depesche(folder: string, ...args: readonly string[]): Promise<Ended> {
  return start(folder, ...args).ended
}

/** Runs several commands one after another in one process: for those that only look, or only refuse. */
export async function depescheEach(folder: string, ...commands: readonly (readonly string[])[]): Promise<readonly Ended[]> {
  const { code, out, err } = await startScript(folder, many, [JSON.stringify(commands)]).ended
  const outs = out.split('\0end')
  const errs = err.split('\0end')
  if (code !== 0 || outs.length !== commands.length + 1) throw new Error(`${outs.length - 1} of ${commands.length} commands ended: ${err}`)
  return commands.map((_, index) => ({ code: Number(errs[2 * index + 1]), out: outs[index] ?? '', err: errs[2 * index] ?? '' }))
}

export interface Up extends Started {
  readonly url: string
  readonly key: () => Promise<string>
  readonly fetch: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>
}

/** A running `up` whose samples are through. */
export async function startUp(folder: string, ...args: readonly string[]): Promise<Up> {
  const started = start(folder, 'up', ...args)
  const url =
    /http:\/\/127\.0\.0\.1:\d+/.exec(await started.says(/(?:samples are through|Carried on|nothing has arrived)[\s\S]*\n/))?.[0] ?? ''
  const data = args.includes('--data') ? (args[args.indexOf('--data') + 1] ?? '') : '.depesche'
  const key = async () => (await readFile(join(folder, data, 'demo-key'), 'utf8')).trim()
  return {
    ...started,
    url,
    key,
    fetch: async (path, headers = {}) => fetch(url + path, { headers: { authorization: `Bearer ${await key()}`, ...headers } }),
  }
}
