import { type Ceiling, DEFAULT_CEILING, monthOf, spendOf, spentOn } from '@depesche/pipeline/ledger/spend'
import { someOpenWorks } from '@depesche/pipeline/ledger/work'
import type { Ports } from '@depesche/pipeline/ports'

/** How the stack stands, for the log and its alarms. */
export interface Gauges {
  /** open work, counted up to some thousands */
  readonly open: number
  /** of it, languages that wait for an engine or a ceiling: no fault of the machine's */
  readonly waiting: number
  /** since the receipt of the oldest upload that still has work open, waiting ones apart */
  readonly oldestSeconds: number
  /** since the oldest decision of a desk that the feeds do not say yet */
  readonly decisionSeconds: number
  /** characters sent to the paid engine today and this month, UTC */
  readonly spentDay: number
  readonly spentMonth: number
  readonly ceilingDay: number
  readonly ceilingMonth: number
}

const PER_SHARD = 1_000

/** Reads them; the work of the last minute is in the queues' hands and counts as well. */
export async function gauges({ table, clock }: Pick<Ports, 'table' | 'clock'>, ceiling: Ceiling = DEFAULT_CEILING): Promise<Gauges> {
  const now = clock()
  const works = await someOpenWorks(table, PER_SHARD)
  const moving = works.filter(({ waiting }) => waiting === undefined)
  const spend = await spendOf(table, 'amazon', monthOf(now))
  return {
    open: works.length,
    waiting: works.length - moving.length,
    oldestSeconds: sinceOldest(
      moving.flatMap(({ message: { trace } }) => trace?.received ?? []),
      now,
    ),
    decisionSeconds: sinceOldest(
      works.flatMap(({ decision }) => decision?.at ?? []),
      now,
    ),
    spentDay: spentOn(spend, now),
    spentMonth: spend.month,
    ceilingDay: ceiling.day,
    ceilingMonth: ceiling.month,
  }
}

const sinceOldest = (times: readonly string[], now: number) =>
  Math.round(times.reduce((oldest, time) => Math.max(oldest, (now - Date.parse(time)) / 1000), 0))
