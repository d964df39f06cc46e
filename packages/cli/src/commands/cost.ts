import { priceOf, type Tariff } from '@depesche/engines/amazon/tariff'
import { type Ceiling, monthOf, type Spend, spentOn } from '@depesche/pipeline/ledger/spend'
import type { Command } from 'commander'
import { type DeskOptions, type EngineCost, openDesk } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { loadNewsroom } from '../newsroom.ts'
import { placeOptions } from '../place-options.ts'
import { TARIFFS } from '../tariffs.ts'
import { table } from '../terminal/table.ts'

interface Options extends DeskOptions {
  readonly months: string
  readonly days?: true
  readonly json?: true
  readonly config?: string
}

/** `depesche cost`: the characters that were sent to paid engines, what they cost, and how much room is left. */
export function addCost(program: Command): void {
  placeOptions(
    program
      .command('cost')
      .description('characters sent to paid engines, what they cost, and what the ceilings leave')
      .option('--months <n>', 'this month and those before it', '3')
      .option('--days', 'every day of them')
      .option('--json', 'one JSON object per engine and line')
      .option('--config <file>', 'the newsroom (depesche.config.ts)'),
  ).action(cost)
}

async function cost(options: Options): Promise<void> {
  const months = /^[1-9]\d?$/.test(options.months) ? Number(options.months) : 0
  if (months < 1 || months > 24)
    throw new Fault(`"${options.months}" is no number of months`, '--months takes a whole number from 1 to 24', 2)
  const desk = openDesk(options)
  try {
    for (const engine of await withCeilings(await desk.cost(months), options))
      if (options.json) console.log(JSON.stringify(asJson(engine)))
      else print(engine, options)
  } finally {
    await desk.close()
  }
}

/** A stack tells its own ceilings; on this machine they stand in the newsroom's file. */
async function withCeilings(engines: readonly EngineCost[], { config, url }: Options): Promise<readonly EngineCost[]> {
  if ((url ?? process.env.DEPESCHE_URL) !== undefined) return engines
  const { amazon } = await loadNewsroom(config)
  return engines.map((engine) => (amazon ? { ...engine, ceiling: amazon.ceiling } : engine))
}

function asJson({ engine, ceiling, months }: EngineCost): object {
  const tariff = TARIFFS[engine]
  const priced = Object.entries(months).map(([month, { month: characters, days, saved = 0, savedDays = {} }]) => ({
    month,
    characters,
    days,
    saved,
    savedDays,
    ...(tariff ? { price: priceOf(characters, tariff) } : {}),
  }))
  return { engine, ceiling, tariff, months: priced }
}

const saved = (characters: number | undefined, tariff: Tariff | undefined) =>
  characters ? [number(characters), money(characters, tariff)] : []
/** Days on which something was sent or saved, newest first. */
const daysOf = ({ days, savedDays }: Spend): readonly (readonly [day: string, spent: number])[] =>
  [...new Set([...Object.keys(days), ...Object.keys(savedDays ?? {})])]
    .toSorted()
    .reverse()
    .map((day) => [day, days[day] ?? 0])
const number = (value: number) => value.toLocaleString('en')
const money = (characters: number, tariff: Tariff | undefined) =>
  tariff ? `${priceOf(characters, tariff).toFixed(2)} ${tariff.currency}` : ''

function print({ engine, ceiling, months }: EngineCost, { days }: Options): void {
  const tariff = TARIFFS[engine]
  const now = Date.now()
  const rows = Object.entries(months).flatMap(([month, spend]) => [
    [month, number(spend.month), money(spend.month, tariff), ...saved(spend.saved, tariff)],
    ...(days ? daysOf(spend) : []).map(([day, spent]) => [
      `  ${day}`,
      number(spent),
      money(spent, tariff),
      ...saved(spend.savedDays?.[day], tariff),
    ]),
  ])
  console.log(`${engine}: characters sent (UTC), counted before they are sent`)
  console.log(table(['month', 'characters', 'price', ...(rows.some((row) => row.length > 3) ? ['saved by memory', 'price'] : [])], rows))
  if (ceiling) for (const line of roomLeft(ceiling, months[monthOf(now)], now)) console.log(line)
  if (tariff)
    console.log(
      `at ${tariff.perMillion} ${tariff.currency} a million characters (${tariff.source}, as published in ${tariff.date}: check it); free tiers are not taken off`,
    )
}

function roomLeft(ceiling: Ceiling, spend: Spend | undefined, now: number): readonly string[] {
  const spent = { day: spend ? spentOn(spend, now) : 0, month: spend?.month ?? 0 }
  return (['day', 'month'] as const).map((period) => {
    const share = ceiling[period] === 0 ? 100 : Math.round((100 * spent[period]) / ceiling[period])
    return `ceiling of ${period === 'day' ? 'today' : 'this month'}: ${number(spent[period])} of ${number(ceiling[period])} (${share} %)`
  })
}
