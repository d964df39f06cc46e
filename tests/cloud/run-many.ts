/**
 * Many random runs of the cloud on several processes: `node tests/cloud/run-many.ts RUNS [FIRST SEED] [PROCESSES]`.
 * Prints what was done to it and every seed that failed; exit code 1 when one did.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Counts, startCloud } from './driver.ts'
import { bundledEntries, bundleEntries } from './entries.ts'
import { NEWSROOM } from './newsroom.ts'
import { type Ran, runOne } from './run-one.ts'
import { type Use, usesOf } from './traffic.ts'

interface Report {
  readonly runs: number
  readonly ran: Ran
  readonly counts: Counts
  readonly uses: readonly Use[]
}
type News = { readonly seed: number; readonly failure?: string } | { readonly report: Report }

const [runs = 100, first = 1, processes = 2] = process.argv.slice(2, 5).map(Number)
const [, , , , , bundles = ''] = process.argv
if (process.send) await work(first, runs, processes, (news) => process.send?.(news))
else await lead()

/** Runs the seeds from `first` on in steps. */
async function work(from: number, count: number, step: number, tell: (news: News) => void): Promise<void> {
  process.on('disconnect', () => process.exit()) // whoever started it has gone
  const cloud = await startCloud(NEWSROOM, bundledEntries(bundles))
  let ran: Ran = { writes: 0, decisions: 0, notices: 0, embargoes: 0, pushed: 0 }
  for (let seed = from; seed < from + count * step; seed += step) {
    try {
      ran = sumOf(ran, await runOne(cloud, seed))
      tell({ seed })
    } catch (error) {
      tell({ seed, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  await cloud.stop()
  tell({ report: { runs: count, ran, counts: cloud.counts, uses: usesOf(cloud.traffic) } })
  process.disconnect?.()
}

function sumOf(a: Ran, b: Ran): Ran {
  return {
    writes: a.writes + b.writes,
    decisions: a.decisions + b.decisions,
    notices: a.notices + b.notices,
    embargoes: a.embargoes + b.embargoes,
    pushed: a.pushed + b.pushed,
  }
}

async function lead(): Promise<void> {
  const folder = await bundleEntries()
  const started = Date.now()
  const failed: number[] = []
  const reports: Report[] = []
  let done = 0
  const children = Array.from({ length: processes }, (_, index) => {
    const share = Math.floor(runs / processes) + (index < runs % processes ? 1 : 0)
    const child = fork(fileURLToPath(import.meta.url), [String(share), String(first + index), String(processes), folder])
    child.on('message', (news: News) => {
      if ('report' in news) return void reports.push(news.report)
      done++
      if (news.failure !== undefined) {
        failed.push(news.seed)
        console.log(`seed ${news.seed}: ${news.failure}`)
      }
      if (done % 10 === 0) console.log(`${done} of ${runs} runs, ${failed.length} failed, ${Math.round((Date.now() - started) / 1000)} s`)
    })
    return once(child, 'exit')
  })
  const codes = (await Promise.all(children)).map(([code, signal]) => {
    if (code !== 0) console.log(`a process ended before its time: ${signal ?? code}`)
    return code as number | null
  })
  await rm(folder, { recursive: true })
  print(reports, failed, done, Math.round((Date.now() - started) / 1000))
  process.exitCode = failed.length === 0 && done === runs && codes.every((code) => code === 0) ? 0 : 1
}

function print(reports: readonly Report[], failed: readonly number[], done: number, seconds: number): void {
  const sum = (pick: (report: Report) => number) => reports.reduce((total, report) => total + pick(report), 0)
  const added = (pick: (counts: Counts) => Readonly<Record<string, number>>) => {
    const all: Record<string, number> = {}
    for (const { counts } of reports) for (const [name, count] of Object.entries(pick(counts))) all[name] = (all[name] ?? 0) + count
    return JSON.stringify(Object.fromEntries(Object.entries(all).toSorted()))
  }
  const { invocations, errors, kills, coldStarts, deadLetters } = {
    invocations: sum(({ counts }) => counts.invocations),
    errors: sum(({ counts }) => counts.errors),
    kills: sum(({ counts }) => counts.kills),
    coldStarts: sum(({ counts }) => counts.coldStarts),
    deadLetters: sum(({ counts }) => counts.deadLetters),
  }
  console.log(
    `${done} runs in ${seconds} s: ${invocations} invocations (${errors} ended in an error), ${sum(({ ran }) => ran.writes)} port writes under trouble`,
  )
  console.log(`${kills} kills, ${coldStarts} cold starts, ${deadLetters} dead letters, faults: ${added(({ faults }) => faults)}`)
  console.log(
    `${sum(({ ran }) => ran.decisions)} decisions of desks, ${sum(({ ran }) => ran.notices)} kill notices, ${sum(({ ran }) => ran.embargoes)} embargoes, ${sum(({ ran }) => ran.pushed)} webhooks taken; asked: ${added(({ asked }) => asked)}`,
  )
  console.log(failed.length === 0 ? 'no run failed' : `failed: ${failed.join(', ')}`)
}
