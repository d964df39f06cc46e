import { isArticleId } from '@depesche/article/model'
import { monthOf, savedOn, spentOn } from '@depesche/pipeline/ledger/spend'
import type { Command } from 'commander'
import { enginelessOf, type Row, rowOf } from '../board-row.ts'
import { type DeskOptions, type DeskSide, type EngineCost, openDesk } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { placeOptions } from '../place-options.ts'
import { sinceOf } from '../since.ts'
import { moneyOf } from '../tariffs.ts'
import { articleLines } from '../terminal/article.ts'
import { heldBecause, waitingLines } from '../terminal/stations.ts'
import { cut, safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'

interface Options extends DeskOptions {
  readonly held?: true
  readonly waiting?: true
  readonly failed?: true
  readonly since?: string
  readonly desk?: string
  readonly json?: true
}

/** `depesche status`: the board, or one article. */
export function addStatus(program: Command): void {
  placeOptions(
    program
      .command('status')
      .description('what has arrived and how far it is; with an id, one article whole')
      .argument('[id]', 'our id of an article')
      .option('--held', 'only what is held or waits for a person, and why')
      .option('--waiting', 'only what waits for an engine or a retry')
      .option('--failed', 'only what failed or was rejected')
      .option(
        '--since <time>',
        'since a day (2026-11-24), a time (2026-11-24T08:00Z) or so long ago (30m, 12h, 7d); by default 24h, what is held, waits or failed 30d',
      )
      .option('--desk <name>', 'only that desk')
      .option('--json', 'one JSON object per line'),
  ).action(status)
}

async function status(id: string | undefined, options: Options): Promise<void> {
  // what is stuck must not drop out of sight overnight
  const since = sinceOf(options.since ?? (options.held || options.waiting || options.failed ? '30d' : '24h'))
  const desk = openDesk(options)
  try {
    await (id === undefined ? board(desk, options, since) : article(desk, id, options))
  } finally {
    await desk.close()
  }
}

function wanted({ survey, waiting, failed, person, upload }: Row, options: Options): boolean {
  if (options.desk !== undefined && upload.desk !== options.desk) return false
  if (!options.held && !options.waiting && !options.failed) return true
  return Boolean(
    (options.held && (survey?.closings.length || person.length)) ||
      (options.waiting && waiting.length > 0) ||
      (options.failed && (failed.length > 0 || upload.state === 'rejected')),
  )
}

async function board(desk: DeskSide, options: Options, since: number): Promise<void> {
  const rows: Row[] = []
  const products = await desk.products()
  for await (const { upload, survey } of desk.board(since)) {
    const row = rowOf(upload, survey, products)
    if (wanted(row, options)) rows.push(row)
  }
  const dead = options.held || options.waiting ? [] : desk.deadLetters()
  if (options.json) for (const row of rows) console.log(JSON.stringify(asJson(row)))
  else if (rows.length === 0 && dead.length === 0) console.log(emptyBoard(desk, options))
  else {
    if (rows.length > 0)
      console.log(table(['received (UTC)', 'desk', 'article', 'v', 'out', 'waiting', 'failed', 'headline or reason'], rows.map(line)))
    for (const text of [...ceilingLines(rows), ...(isHere(options) ? enginelessLines(rows) : [])]) console.log(text)
    for (const text of todayLines(await desk.cost(1), Date.now())) console.log(text)
    for (const { message, error } of dead)
      console.log(`given up: ${message.station} ${message.id ?? message.upload ?? ''} ${message.language ?? ''}: ${cut(safe(error), 160)}`)
  }
}

/** What paid engines were sent today (UTC), what the memory saved, and what it costs. */
function todayLines(engines: readonly EngineCost[], now: number): readonly string[] {
  return engines.flatMap(({ engine, months }) => {
    const spend = months[monthOf(now)]
    const [sent, saved] = spend ? [spentOn(spend, now), savedOn(spend, now)] : [0, 0]
    if (sent + saved === 0) return []
    const number = (value: number) => value.toLocaleString('en')
    return [
      `${engine} today: ${number(sent)} characters sent, ${moneyOf(engine, sent)}; ${number(saved)} saved by the memory, ${moneyOf(engine, saved)}`,
    ]
  })
}

/** Languages that wait because no more may be spent: said once, whatever else the board says. */
function ceilingLines(rows: readonly Row[]): readonly string[] {
  const waiting = rows.flatMap(({ survey }) =>
    (survey?.languages ?? []).flatMap(({ work, language }) =>
      work?.ceiling && work.version === survey?.head.version ? [{ key: `${survey.id} ${language}`, period: work.ceiling }] : [],
    ),
  )
  const distinct = [...new Map(waiting.map((each) => [each.key, each.period])).values()]
  return [...Map.groupBy(distinct, (period) => period)].map(
    ([period, all]) =>
      `${all.length} ${all.length === 1 ? 'language waits' : 'languages wait'}: the ceiling of the ${period} for a paid engine is reached (depesche cost; amazon.ceiling in depesche.config.ts)`,
  )
}

/** What would help languages that no engine takes, once for each language they come from. */
function enginelessLines(rows: readonly Row[]): readonly string[] {
  const surveys = rows.flatMap(({ survey }) => survey ?? [])
  const byFrom = Map.groupBy(surveys, ({ head }) => head.filter.language)
  return [...byFrom].flatMap(([from, each]) => waitingLines(from, [...new Set(each.flatMap(enginelessOf))]))
}

/** A stack far away has no engines that one could add here. */
const isHere = ({ url }: Options) => (url ?? process.env.DEPESCHE_URL) === undefined

function emptyBoard({ dropHint }: DeskSide, options: Options): string {
  const filtered = options.held || options.waiting || options.failed || options.desk
  return filtered ? 'nothing of that kind in this time' : `nothing has arrived in this time: ${dropHint}`
}

function line({ upload, survey, out, waiting, failed, person, rejected }: Row): readonly string[] {
  const when = upload.received.slice(0, 19)
  if (upload.rejected) return [when, upload.desk, safe(cut(upload.name, 44)), '', '', '', 'rejected', cut(safe(upload.rejected.reason), 80)]
  if (upload.state === 'unpacked')
    return [when, upload.desk, safe(cut(upload.name, 44)), '', '', '', '', `${upload.parts} articles, each by itself`]
  if (survey === undefined) return [when, upload.desk, safe(cut(upload.name, 44)), '', '', '', '', 'arrived, not read yet']
  const version = survey.versions.find((each) => each.version === upload.assigned?.version)
  const held = survey.closings.length > 0 ? `HELD: ${heldBecause(survey.closings, survey.head.doubts)} · ` : ''
  const isOld = upload.assigned !== undefined && upload.assigned.version < survey.head.version
  const headline = upload.decided ? `a notice that withdraws it: ${safe(cut(upload.name, 44))}` : cut(safe(version?.headline ?? ''), 60)
  const { value: expires } = survey.head.expires
  const words = [
    ...(expires !== null && Date.parse(expires) <= Date.now() ? ['expired · '] : []),
    ...(person.length > 0 ? [`for a person: ${person.join(' ')} · `] : []),
    ...(rejected.length > 0 ? [`rejected: ${rejected.join(' ')} · `] : []),
  ]
  const number = String(upload.assigned?.version ?? '')
  return [
    when,
    upload.desk,
    survey.id,
    number,
    isOld ? '' : out.join(' '),
    isOld ? '' : waiting.join(' '),
    isOld ? '' : failed.join(' '),
    `${held}${isOld ? '' : words.join('')}${headline}${isOld ? ' (older version)' : ''}`,
  ]
}

function asJson({ upload, survey, out, waiting, failed, person, rejected: rejectedLanguages }: Row): object {
  const { desk, name, received, state, rejected, assigned } = upload
  return {
    received,
    desk,
    name,
    state,
    id: assigned?.id,
    version: assigned?.version,
    held: survey?.closings ?? [],
    doubts: survey?.head.doubts ?? [],
    out,
    waiting,
    failed,
    person,
    rejectedLanguages,
    rejected,
  }
}

async function article(desk: DeskSide, id: string, options: Options): Promise<void> {
  const whole = isArticleId(id) ? await desk.article(id) : undefined
  if (whole === undefined) throw new Fault(`there is no article ${safe(id)}`, '"depesche status" lists the articles with their ids')
  const { survey, entries, journal } = whole
  if (options.json) return console.log(JSON.stringify({ ...survey, entries, journal }))
  for (const line of articleLines(whole, await desk.products(), Date.now())) console.log(line)
  if (isHere(options)) for (const line of waitingLines(survey.head.filter.language, enginelessOf(survey))) console.log(line)
}
