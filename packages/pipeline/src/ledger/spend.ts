import { keys } from '../keys.ts'
import type { Table } from '../ports.ts'
import { getValue, updateItem } from './items.ts'

/** Characters that may be sent to an engine that bills them. Days and months are UTC's. */
export interface Ceiling {
  readonly day: number
  readonly month: number
}

/** Low until a newsroom has decided what it may cost. */
export const DEFAULT_CEILING: Ceiling = { day: 200_000, month: 2_000_000 }

/** Characters counted for one engine in one month (`S#{engine}`). */
export interface Spend {
  readonly month: number
  /** by day: `2026-11-24` */
  readonly days: Readonly<Record<string, number>>
  /** not sent, as the memory had them, or they came twice in one text */
  readonly saved?: number
  /** the same by day */
  readonly savedDays?: Readonly<Record<string, number>>
}

/** Which ceiling there is no room under, and when (ms) a new day or month begins. */
export interface Reached {
  readonly period: keyof Ceiling
  readonly again: number
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
/** The month of a time (ms), as its item is named: `2026-11`. */
export const monthOf = (at: number): string => dayOf(at).slice(0, 7)
const NOTHING: Spend = { month: 0, days: {} }

/**
 * Counts characters before they are sent, if they fit under both ceilings: one conditional write of one item, so that
 * many functions at the same time never get more than there is. Answers `undefined` when they are counted.
 * A crash after it leaves them counted though nothing was sent: the ceiling errs on the cheap side.
 */
export async function reserve(
  table: Table,
  engine: string,
  characters: number,
  ceiling: Ceiling,
  at: number,
): Promise<Reached | undefined> {
  let reached: Reached | undefined
  await updateItem<Spend>(table, keys.spend(engine, monthOf(at)), (spend = NOTHING) => {
    reached = reachedBy(spend, characters, ceiling, at)
    return reached === undefined ? counted(spend, characters, at) : undefined
  })
  return reached
}

/** Takes back what was counted at that time and was certainly not billed. */
export async function giveBack(table: Table, engine: string, characters: number, at: number): Promise<void> {
  if (characters <= 0) return
  await updateItem<Spend>(table, keys.spend(engine, monthOf(at)), (spend) => spend && counted(spend, -characters, at))
}

/** Counts characters that need not be sent. */
export async function noteSaved(table: Table, engine: string, characters: number, at: number): Promise<void> {
  if (characters <= 0) return
  await updateItem<Spend>(table, keys.spend(engine, monthOf(at)), (spend = NOTHING) => ({
    ...spend,
    saved: (spend.saved ?? 0) + characters,
    savedDays: { ...spend.savedDays, [dayOf(at)]: savedOn(spend, at) + characters },
  }))
}

/** What was counted for an engine in a month (`2026-11`). */
export async function spendOf(table: Table, engine: string, month: string): Promise<Spend> {
  return (await getValue<Spend>(table, keys.spend(engine, month))) ?? NOTHING
}

/** What need not be sent on the day of that time. */
export const savedOn = (spend: Spend, at: number): number => spend.savedDays?.[dayOf(at)] ?? 0

/** What was counted on the day of that time. */
export const spentOn = (spend: Spend, at: number): number => spend.days[dayOf(at)] ?? 0

function counted(spend: Spend, characters: number, at: number): Spend {
  return { ...spend, month: spend.month + characters, days: { ...spend.days, [dayOf(at)]: spentOn(spend, at) + characters } }
}

function reachedBy(spend: Spend, characters: number, { day, month }: Ceiling, at: number): Reached | undefined {
  const now = new Date(at)
  const [year, index] = [now.getUTCFullYear(), now.getUTCMonth()]
  if (spend.month + characters > month) return { period: 'month', again: Date.UTC(year, index + 1, 1) }
  if (spentOn(spend, at) + characters > day) return { period: 'day', again: Date.UTC(year, index, now.getUTCDate() + 1) }
  return undefined
}
