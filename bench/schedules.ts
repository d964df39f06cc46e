/**
 * `npm run bench:schedules [COUNT] [FROM]`: random schedules of the ledger's model (tests/model) in two processes, by default
 * 100,000; every twentieth on the SQLite twin. Tells what was run, and each schedule that broke an invariant.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { loadCode } from '../tests/model/code.ts'
import { runOne } from '../tests/model/run-one.ts'

interface Sum {
  schedules: number
  calls: number
  crashes: number
  pauses: number
  decisions: number
  replays: number
  broken: number
}

const PROCESSES = 2
const EVERY = 500
const NONE: Sum = { schedules: 0, calls: 0, crashes: 0, pauses: 0, decisions: 0, replays: 0, broken: 0 }

/** The schedules from a seed on, a process's share of them; told to the parent now and then. */
async function work(from: number, to: number, share: number): Promise<void> {
  const code = await loadCode(fileURLToPath(new URL('../packages/pipeline/src', import.meta.url)))
  const sum = { ...NONE }
  for (let seed = from + share; seed < to; seed += PROCESSES) {
    sum.schedules++
    try {
      const ran = await runOne(code, seed, seed % 20 === 0 ? 'sqlite' : 'memory')
      sum.calls += ran.steps
      sum.crashes += ran.crashes
      sum.pauses += ran.pauses
      sum.decisions += ran.decisions
      sum.replays += Number(ran.replayed)
    } catch (error) {
      sum.broken++
      console.error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`)
    }
    if (sum.schedules % EVERY === 0) process.send?.(sum)
  }
  process.send?.(sum)
}

async function start(count: number, from: number): Promise<void> {
  const sums = Array.from({ length: PROCESSES }, () => ({ ...NONE }))
  const total = () =>
    sums.reduce(
      (all, each) => Object.fromEntries(Object.entries(all).map(([key, value]) => [key, value + each[key as keyof Sum]])) as unknown as Sum,
      NONE,
    )
  const started = performance.now()
  await Promise.all(
    sums.map(
      (_, share) =>
        new Promise<void>((resolve) => {
          const child = fork(fileURLToPath(import.meta.url), ['work', String(from), String(from + count), String(share)])
          child.on('message', (sum) => {
            sums[share] = sum as Sum
            process.stderr.write(`\r${total().schedules} of ${count} schedules, ${total().broken} broken`)
          })
          child.on('exit', () => resolve())
        }),
    ),
  )
  const { schedules, calls, crashes, pauses, decisions, replays, broken } = total()
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(
    `\n${schedules} schedules from seed ${from} in ${seconds} s: ${calls} port calls, ${crashes} crashes, ${pauses} pauses of an hour, ${decisions} decisions, ${replays} replays; ${broken} broke an invariant`,
  )
  process.exitCode = broken > 0 || schedules < count ? 1 : 0
}

const [first = '100000', second = '1', third = '2', share = '0'] = process.argv.slice(2)
if (first === 'work') await work(Number(second), Number(third), Number(share)).then(() => process.exit(0))
else await start(Number(first), Number(second))
