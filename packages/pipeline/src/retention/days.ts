import { endOf, keys } from '../keys.ts'
import { getValue, putItem, queryAll, updateItem } from '../ledger/items.ts'
import type { Table } from '../ports.ts'

const DAY_MS = 86_400_000
/** How far back the first look goes. */
const FIRST_LOOK_DAYS = 3_660

/** The day (`2026-11-24`, UTC) of a time (ms). */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The day after. */
const next = (day: string): string => dayOf(Date.parse(day) + DAY_MS)

interface Place {
  /** looked at up to and with this day */
  readonly day: string
}

const leftOf = (kind: string, day: string) => keys.retired(`${kind}#${day}`)

/** The days that are to be looked at, up to the last one that is old: those on which something was left, then those that have become old since. */
export async function* daysToLookAt(table: Table, kind: string, last: string): AsyncGenerator<string> {
  const left: string[] = []
  for await (const { sort } of queryAll(table, 'R#', `${kind}#`, endOf(`${kind}#`))) left.push(sort.slice(kind.length + 1))
  yield* left
  const place = await getValue<Place>(table, keys.retired(kind))
  for (let day = place ? next(place.day) : dayOf(Date.parse(last) - FIRST_LOOK_DAYS * DAY_MS); day <= last; day = next(day)) yield day
}

/** Keeps that a day was looked at; `isDone`: nothing on it has to be looked at once more. */
export async function lookedAt(table: Table, kind: string, day: string, isDone: boolean): Promise<void> {
  const key = leftOf(kind, day)
  const left = await table.get(key)
  // what is left stands before the place moves on: a crash between looks at the day once more
  if (!isDone && left === undefined) await putItem(table, key, { day }, 0)
  await updateItem<Place>(table, keys.retired(kind), (place) => (place !== undefined && place.day >= day ? undefined : { day }))
  if (isDone && left !== undefined) await table.delete(key, left.rev)
}

/** Everything from a day on is looked at again, at its time: a replay has brought back what was retired. */
export async function lookAgain(table: Table, kind: string, from: string): Promise<void> {
  const place = await table.get(keys.retired(kind))
  if (place === undefined) return
  const before = from === '' ? undefined : { day: dayOf(Date.parse(from) - DAY_MS) }
  if (before === undefined) await table.delete(keys.retired(kind), place.rev)
  else await updateItem<Place>(table, keys.retired(kind), (now) => (now === undefined || now.day <= before.day ? undefined : before))
}
