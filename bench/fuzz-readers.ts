/**
 * `npm run bench:fuzz [CASES] [SEED]`: damaged uploads for every reader, 100,000 by default, made of the golden sources by a seed: two of three
 * with their structure changed (an element moved, doubled, renamed, nested, dropped, an encoding misdeclared), the others in their bytes.
 * Each must come out as a Reading that the steps after it can bear, or as Rejected. Prints the branches of each reader's own code that
 * were reached (V8's block coverage; what all readers share is counted once), and the slowest case. Exits with 1 for a defect.
 */
import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { caseOf, fuzzedFormats, seedsOf } from '../tests/wire/fuzz/cases.ts'
import { outcomeOf } from '../tests/wire/fuzz/outcome.ts'

const [CASES, SEED] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 20_261_129)]
const wire = resolve(import.meta.dirname, '../packages/wire/src')
const each = Math.ceil(CASES / fuzzedFormats.length)
const MOST_SHOWN = 10

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

interface Row {
  readonly format: string
  readonly cases: number
  readonly structural: number
  readonly read: number
  readonly rejected: number
  readonly rules: number
  readonly 'slowest ms': number
}

const defects: string[] = []
const rows: Row[] = []
for (const [index, format] of fuzzedFormats.entries()) {
  const seeds = seedsOf(format)
  const rules = new Set<string>()
  let [structural, read, slowest] = [0, 0, 0]
  for (let number = 0; number < each; number++) {
    const seed = (SEED * 1_000_003 + index * 10_000_019 + number) | 0
    const one = caseOf(seeds, seed)
    if (one.structural) structural++
    const start = performance.now()
    try {
      const outcome = outcomeOf(one.bytes)
      if (fuzzedFormats.includes(outcome)) read++
      else rules.add(outcome)
    } catch (error) {
      defects.push(
        `${format}, seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : error}`,
      )
    }
    slowest = Math.max(slowest, performance.now() - start)
    if (process.stderr.isTTY && number % 500 === 0) process.stderr.write(`\r${format} ${number} of ${each} `)
  }
  rows.push({ format, cases: each, structural, read, rejected: each - read, rules: rules.size, 'slowest ms': Math.round(slowest) })
}
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')

/** The branches of a file and those that were reached: blocks of V8's coverage, and functions. */
const { result } = await session.post('Profiler.takePreciseCoverage')
const byFolder = new Map<string, { all: number; reached: number; lines: string[] }>()
for (const { url, functions } of result) {
  const path = url.startsWith('file:') ? fileURLToPath(url) : ''
  if (!path.startsWith(wire)) continue
  const [folder = '', ...rest] = relative(wire, path).split('/')
  const isReaders = rest.length > 0 && fuzzedFormats.includes(folder)
  const sum = byFolder.get(isReaders ? folder : 'shared') ?? { all: 0, reached: 0, lines: [] }
  byFolder.set(isReaders ? folder : 'shared', sum)
  const source = readFileSync(path, 'utf8')
  for (const { ranges } of functions)
    for (const { count, startOffset } of ranges) {
      sum.all++
      if (count > 0) sum.reached++
      else sum.lines.push(`${relative(wire, path)}:${source.slice(0, startOffset).split('\n').length}`)
    }
}
const branches = (name: string) => {
  const { all, reached } = byFolder.get(name) ?? { all: 0, reached: 0 }
  return `${reached} of ${all} (${((100 * reached) / all).toFixed(1)}%)`
}

console.table(rows.map((row) => ({ ...row, 'branches reached': branches(row.format) })))
const all = [...byFolder.values()].reduce((sum, one) => ({ all: sum.all + one.all, reached: sum.reached + one.reached }), {
  all: 0,
  reached: 0,
})
console.log(`what readers share: ${branches('shared')}; all: ${all.reached} of ${all.all} (${((100 * all.reached) / all.all).toFixed(1)}%)`)
if (process.env.UNREACHED) for (const [name, { lines }] of byFolder) console.log(`${name}: ${lines.join(' ')}`)
const total = rows.reduce((sum, { cases }) => sum + cases, 0)
console.log(
  `${total} cases, ${rows.reduce((sum, { structural }) => sum + structural, 0)} of them structural, seed ${SEED}: ${defects.length} defects`,
)
for (const defect of defects.slice(0, MOST_SHOWN)) console.log(defect)
process.exitCode = defects.length > 0 ? 1 : 0
