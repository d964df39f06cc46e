import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadCode } from '../model/code.ts'
import { runOne } from '../model/run-one.ts'
import type { Fault } from './faults.ts'

const pipeline = fileURLToPath(new URL('../../packages/pipeline', import.meta.url))
/** Inside the package, so that what a copy imports is found. */
export const copies = join(pipeline, '.sabotage')

/** A copy of the pipeline with one fault in it. Throws when a text of the fault does not stand exactly once. */
export function planted(fault: Fault, index: number): string {
  const src = join(copies, String(index))
  mkdirSync(copies, { recursive: true })
  rmSync(src, { recursive: true, force: true })
  cpSync(join(pipeline, 'src'), src, { recursive: true })
  for (const [name, from, to] of fault.changes) {
    const file = join(src, name)
    const text = readFileSync(file, 'utf8')
    const times = text.split(from).length - 1
    if (times !== 1) throw new Error(`${fault.name}: the text to change stands ${times} times in ${name}: ${from}`)
    writeFileSync(
      file,
      text.replace(from, () => to),
    )
  }
  return src
}

export interface Caught {
  readonly seed: number
  /** what broke, and after how many port calls */
  readonly shown: string
}

/** The first schedule that shows a fault, and what it shows; `undefined`: none within so many. */
export async function caught(src: string, { from = 1, within }: Pick<Fault, 'from' | 'within'>): Promise<Caught | undefined> {
  const code = await loadCode(src)
  for (let seed = from; seed < from + within; seed++) {
    try {
      await runOne(code, seed)
    } catch (error) {
      return { seed, shown: error instanceof Error ? error.message : String(error) }
    }
  }
  return undefined
}
