import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { loadCode } from '../model/code.ts'
import { runOne } from '../model/run-one.ts'
import { type Fault, faults } from './faults.ts'

const pipeline = fileURLToPath(new URL('../../packages/pipeline', import.meta.url))
// inside the package, so that what it imports is found
const copies = join(pipeline, '.sabotage')
afterAll(() => rmSync(copies, { recursive: true, force: true }))

/** A copy of the pipeline with one fault in it. Throws when a text of the fault does not stand exactly once. */
function planted(fault: Fault, index: number): string {
  const src = join(copies, String(index))
  mkdirSync(copies, { recursive: true })
  rmSync(src, { recursive: true, force: true })
  cpSync(join(pipeline, 'src'), src, { recursive: true })
  const file = join(src, fault.file)
  let text = readFileSync(file, 'utf8')
  for (const [from, to] of fault.changes) {
    if (text.split(from).length !== 2)
      throw new Error(`${fault.name}: the text to change stands ${text.split(from).length - 1} times in ${fault.file}: ${from}`)
    text = text.replace(from, () => to)
  }
  writeFileSync(file, text)
  return src
}

async function schedulesUntilCaught(src: string, { from = 1, within }: Fault): Promise<number | undefined> {
  const code = await loadCode(src)
  for (let seed = from; seed < from + within; seed++) {
    try {
      await runOne(code, seed)
    } catch {
      return seed
    }
  }
  return undefined
}

describe('the model catches', () => {
  for (const [index, fault] of faults.entries())
    test(fault.name, { timeout: 300_000 }, async () => {
      const caught = await schedulesUntilCaught(planted(fault, index), fault)
      if (process.env.SABOTAGE_TABLE) console.log(`seed ${caught ?? 'none'}: ${fault.name}`)
      expect(caught).toBeDefined()
    })
})
