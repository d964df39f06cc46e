import { around, CountChanged, type Engine, EngineError, type Job } from '@depesche/translation/engine'
import { type Ceiling, giveBack, type Reached, reserve } from './ledger/spend.ts'
import type { Clock, Table } from './ports.ts'

/** A job does not fit under the engine's ceiling: nothing was sent, the language waits. */
export class CeilingReached extends Error {
  readonly reached: Reached

  constructor(label: string, characters: number, ceiling: Ceiling, reached: Reached) {
    const { period, again } = reached
    const number = (value: number) => value.toLocaleString('en')
    const alone =
      characters > ceiling[period]
        ? `, and it has ${number(characters)}: it goes out only`
        : `: it goes on at ${new Date(again).toISOString().slice(0, 16)}Z, or`
    super(
      `the ceiling of ${number(ceiling[period])} characters a ${period} for ${label} leaves no room for this text${alone} when the ceiling is raised`,
    )
    this.name = 'CeilingReached'
    this.reached = reached
  }
}

/**
 * The same engine under a ceiling: what it bills is counted in the table before anything is sent, and given back when the
 * engine says that it was not billed. An engine that bills nothing is answered as it is.
 */
export function withinCeiling(engine: Engine, io: { readonly table: Table; readonly clock: Clock }, ceiling: Ceiling): Engine {
  const { billed } = engine
  if (billed === undefined) return engine
  return around(engine, {
    translate: async (job) => {
      for (let round = 1; ; round++) {
        const at = io.clock()
        const counted = billed(job)
        const reached = await reserve(io.table, engine.name, counted, ceiling, at)
        if (reached) throw new CeilingReached(engine.label, counted, ceiling, reached)
        const translated = await translate(engine, { ...job, counted }, (unbilled) => giveBack(io.table, engine.name, unbilled, at))
        if (!(translated instanceof CountChanged)) return translated
        if (round === ROUNDS) throw translated
      }
    },
  })
}

/** An engine learns one thing, and while it is counted anew another job may make it learn one more. */
const ROUNDS = 3

async function translate(engine: Engine, job: Job, refund: (unbilled: number) => Promise<void>) {
  try {
    return await engine.translate(job)
  } catch (error) {
    if (error instanceof EngineError) await refund(error.unbilled)
    if (error instanceof CountChanged) return error
    throw error
  }
}
