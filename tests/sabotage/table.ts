/**
 * `node tests/sabotage/table.ts [FROM] [WITHIN] [NAME]`: after how many schedules each planted fault shows, and the shortest
 * counterexample among the next ones. `MODEL_TRACE=1 node tests/model/run.ts SEED 1` in a copy with the fault tells all of it.
 */
import { rmSync } from 'node:fs'
import { faults } from './faults.ts'
import { type Caught, caught, copies, planted } from './plant.ts'

/** Schedules that are looked at for a shorter one, after the first. */
const MORE = 150

const callsOf = ({ shown }: Caught) => Number(/after (\d+) port calls/.exec(shown)?.[1])

async function shortest(src: string, first: Caught): Promise<Caught> {
  let best = first
  for (let from = first.seed + 1; from < first.seed + MORE; ) {
    const next = await caught(src, { from, within: first.seed + MORE - from })
    if (next === undefined) break
    if (callsOf(next) < callsOf(best)) best = next
    from = next.seed + 1
  }
  return best
}

const [from, within, name = ''] = process.argv.slice(2)
for (const [index, fault] of faults.entries()) {
  if (!fault.name.includes(name)) continue
  const start = Number(from ?? fault.from ?? 1)
  const src = planted(fault, index)
  const first = await caught(src, { from: start, within: Number(within ?? fault.within) })
  if (first === undefined) console.log(`not in ${within ?? fault.within} | ${fault.name}`)
  else {
    const { seed, shown } = await shortest(src, first)
    console.log(`${first.seed - start + 1} | ${fault.name} | seed ${seed}: ${shown.slice(0, 140)}`)
  }
}
rmSync(copies, { recursive: true, force: true })
process.exit(0)
