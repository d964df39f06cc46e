import { plain } from '@depesche/article/model'
import { around, type Engine, type Job, type Translated } from '@depesche/translation/engine'
import { valueIn } from './ledger/items.ts'
import { type PersonWords, personKey } from './ledger/person-words.ts'
import { noteSaved } from './ledger/spend.ts'
import type { Clock, Table } from './ports.ts'

/**
 * The same engine, but what a person has made of a passage stands wherever that passage comes again: it ranks above every engine's words,
 * and the engine is not asked. Throws nothing of its own: words that cannot be counted as saved are a trouble, told and no more.
 */
export function withPersonWords(
  engine: Engine,
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  onTrouble: (error: unknown) => void = () => {},
): Engine {
  return around(engine, {
    translate: async (job) => {
      const people = await personWords(table, job)
      const rest = job.segments.filter((_, index) => people[index] === undefined)
      const made = rest.length > 0 || people.length === 0 ? await engine.translate({ ...job, segments: rest }) : []
      if (made.length !== rest.length) throw new Error(`${rest.length} segments were sent and ${made.length} came back`)
      const saved = job.segments.reduce((sum, segment, index) => sum + (people[index] ? plain(segment).length : 0), 0)
      job.count?.({ sent: 0, saved, billed: 0 })
      if (engine.billed) await noteSaved(table, engine.name, saved, clock()).catch(onTrouble)
      const queue = made.values()
      return people.map((words) => words ?? (queue.next() as IteratorYieldResult<Translated>).value)
    },
  })
}

/** What people have made of a job's segments, in order; `undefined` where nobody has. */
async function personWords(table: Table, { from, to, segments }: Job): Promise<readonly (Translated | undefined)[]> {
  const items = segments.length > 0 ? await table.getMany(segments.map((segment) => personKey({ from, to, segment }))) : []
  return items.map((item) => {
    const words = valueIn<PersonWords>(item)
    return words && { spans: words.spans, notes: words.notes }
  })
}
