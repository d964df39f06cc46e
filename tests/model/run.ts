/**
 * `node tests/model/run.ts FROM COUNT [memory|sqlite]`: schedules from a seed on; prints each seed that breaks, and goes on.
 */
import { fileURLToPath } from 'node:url'
import { loadCode } from './code.ts'
import { runOne } from './run-one.ts'

const [from = '1', count = '1000', twin = 'memory'] = process.argv.slice(2)
const code = await loadCode(fileURLToPath(new URL('../../packages/pipeline/src', import.meta.url)))
let broken = 0
for (let seed = Number(from); seed < Number(from) + Number(count); seed++)
  try {
    await runOne(code, seed, twin === 'sqlite' ? 'sqlite' : 'memory')
  } catch (error) {
    broken++
    console.log(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`)
    if (error instanceof Error && error.constructor.name !== 'Violation') console.log(error.stack)
    if (broken >= 20) break
  }
console.log(`${count} schedules from ${from}, ${broken} broken`)
process.exit(broken > 0 ? 1 : 0)
