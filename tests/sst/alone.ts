/** The functions as they are deployed: bundled, alone in a folder, run by a bare Node. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { banner } from '../../infra/newsroom.ts'
import { bundle, exportsOf, sourcesOf } from './bundle.ts'
import { root } from './evaluate.ts'

/** Plays Lambda for one event: imports the handler, calls it once, says what it answers on the last line. */
const RUNNER = `
const [, , file, event] = process.argv
const { handler } = await import(file)
const context = { awsRequestId: 'request-1', functionName: 'bundle', getRemainingTimeInMillis: () => 30_000 }
const answer = await handler(JSON.parse(event), context)
process.stdout.write('\\n' + JSON.stringify({ answer: answer ?? null, takes: handler.length }) + '\\n', () => process.exit(0))
`

export interface Ran {
  readonly answer: unknown
  /** how many arguments the handler names */
  readonly takes: number
  /** what it wrote before */
  readonly output: string
}

export interface Alone extends Disposable {
  readonly folder: string
  readonly exports: readonly string[]
  /** the source files that have come into it, from the root */
  readonly sources: readonly string[]
  /** Runs it on one event. Rejects with what it wrote when it fails. */
  run(event: unknown, environment: Readonly<Record<string, string>>): Promise<Ran>
}

/** Bundles `functions/{name}.ts` as the stack does, into an empty folder outside of the repository. */
export async function bundledAlone(name: string): Promise<Alone> {
  const place = mkdtempSync(join(tmpdir(), `depesche-${name}-`))
  const folder = join(place, 'task')
  mkdirSync(join(folder, 'functions'), { recursive: true })
  const file = join(folder, 'functions', `${name}.mjs`)
  const built = await bundle(join(root, 'functions', `${name}.ts`), file, { banner, minify: true, splitting: true })
  const runner = join(place, 'runner.mjs')
  writeFileSync(runner, RUNNER)
  const run = async (event: unknown, environment: Readonly<Record<string, string>>) => {
    const options = { cwd: folder, env: { ...environment }, timeout: 60_000 }
    const { stdout } = await promisify(execFile)(process.execPath, [runner, file, JSON.stringify(event)], options)
    const lines = stdout.trimEnd().split('\n')
    const { answer, takes } = JSON.parse(lines.pop() ?? '')
    return { answer, takes, output: lines.join('\n') }
  }
  return {
    folder,
    exports: exportsOf(built, file),
    sources: sourcesOf(built),
    run,
    [Symbol.dispose]: () => rmSync(place, { recursive: true, force: true }),
  }
}
