import { isArticleId } from '@depesche/article/model'
import type { LanguageItem, UploadItem } from '@depesche/pipeline/ledger/shapes'
import type { ArticleSurvey } from '@depesche/pipeline/survey'
import type { Command } from 'commander'
import { type DeskOptions, type DeskSide, openDesk } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { placeOptions } from '../place-options.ts'
import { heldBecause } from '../terminal/stations.ts'
import { cut, duration, safe } from '../terminal/style.ts'
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
      .option('--held', 'only what is held, and why')
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

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

function sinceOf(text: string): number {
  const ago = /^(\d{1,5})([mhd])$/.exec(text)
  const at = ago ? Date.now() - Number(ago[1]) * (UNITS[ago[2] ?? ''] ?? 0) : /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new Fault(`"${text}" is not a time`, '--since takes 30m, 12h, 7d, 2026-11-24 or 2026-11-24T08:00Z', 2)
  return at
}

interface Row {
  readonly upload: UploadItem
  readonly survey: ArticleSurvey | undefined
  readonly out: readonly string[]
  readonly waiting: readonly string[]
  readonly failed: readonly string[]
}

function rowOf(upload: UploadItem, survey: ArticleSurvey | undefined): Row {
  const of = (pick: (language: LanguageItem) => boolean) => (survey?.languages ?? []).filter(pick).map(({ language }) => language)
  const version = survey?.head.version ?? 0
  return {
    upload,
    survey,
    out: of(({ out }) => out?.version === version),
    waiting: of(({ work }) => work?.version === version && work.state === 'waiting'),
    failed: of(({ work }) => work?.version === version && work.state === 'failed'),
  }
}

function wanted({ survey, waiting, failed, upload }: Row, options: Options): boolean {
  if (options.desk !== undefined && upload.desk !== options.desk) return false
  if (!options.held && !options.waiting && !options.failed) return true
  return Boolean(
    (options.held && survey?.closings.length) ||
      (options.waiting && waiting.length > 0) ||
      (options.failed && (failed.length > 0 || upload.state === 'rejected')),
  )
}

async function board(desk: DeskSide, options: Options, since: number): Promise<void> {
  const rows: Row[] = []
  for await (const { upload, survey } of desk.board(since)) {
    const row = rowOf(upload, survey)
    if (wanted(row, options)) rows.push(row)
  }
  const dead = options.held || options.waiting ? [] : desk.deadLetters()
  if (options.json) for (const row of rows) console.log(JSON.stringify(asJson(row)))
  else if (rows.length === 0 && dead.length === 0) console.log(emptyBoard(desk, options))
  else {
    if (rows.length > 0)
      console.log(table(['received (UTC)', 'desk', 'article', 'v', 'out', 'waiting', 'failed', 'headline or reason'], rows.map(line)))
    for (const text of ceilingLines(rows)) console.log(text)
    for (const { message, error } of dead)
      console.log(`given up: ${message.station} ${message.id ?? message.upload ?? ''} ${message.language ?? ''}: ${cut(safe(error), 160)}`)
  }
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

function emptyBoard({ dropHint }: DeskSide, options: Options): string {
  const filtered = options.held || options.waiting || options.failed || options.desk
  return filtered ? 'nothing of that kind in this time' : `nothing has arrived in this time: ${dropHint}`
}

function line({ upload, survey, out, waiting, failed }: Row): readonly string[] {
  const when = upload.received.slice(0, 19)
  if (upload.rejected) return [when, upload.desk, safe(cut(upload.name, 44)), '', '', '', 'rejected', cut(safe(upload.rejected.reason), 80)]
  if (survey === undefined) return [when, upload.desk, safe(cut(upload.name, 44)), '', '', '', '', 'arrived, not read yet']
  const version = survey.versions.find((each) => each.version === upload.assigned?.version)
  const held = survey.closings.length > 0 ? `HELD: ${heldBecause(survey.closings, survey.head.doubts)} · ` : ''
  const isOld = upload.assigned !== undefined && upload.assigned.version < survey.head.version
  const headline = cut(safe(version?.headline ?? ''), 60)
  const number = String(upload.assigned?.version ?? '')
  return [
    when,
    upload.desk,
    survey.id,
    number,
    isOld ? '' : out.join(' '),
    isOld ? '' : waiting.join(' '),
    isOld ? '' : failed.join(' '),
    `${held}${headline}${isOld ? ' (older version)' : ''}`,
  ]
}

function asJson({ upload, survey, out, waiting, failed }: Row): object {
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
    rejected,
  }
}

async function article(desk: DeskSide, id: string, options: Options): Promise<void> {
  const story = isArticleId(id) ? await desk.article(id) : undefined
  if (story === undefined) throw new Fault(`there is no article ${safe(id)}`, '"depesche status" lists the articles with their ids')
  const { survey, entries } = story
  if (options.json) return console.log(JSON.stringify(survey))
  const { head } = survey
  console.log(`${id}: version ${head.version}, desk ${head.filter.desk}, ${head.filter.language}, urgency ${head.filter.urgency}`)
  if (survey.closings.length > 0) console.log(`HELD: ${heldBecause(survey.closings, head.doubts)}${embargoText(survey)}`)
  for (const { version, at, headline, instruction, notes } of survey.versions)
    console.log(
      `  version ${version}  ${at.slice(0, 19)}  ${instruction}, ${notes.check} to check, ${notes.hold} that hold: “${safe(headline)}”`,
    )
  console.log(table(['language', 'state', 'engine', 'grade', 'took', 'at (UTC)'], survey.languages.map(languageLine)))
  const feeds = survey.feeds.map(({ feed, from }) => {
    const name = `${feed.product}/${feed.language}`
    const entry = entries[name]
    return [name, entry ? `${entry.event}, sequence ${from}` : 'nothing yet', entry?.at.slice(0, 19) ?? '']
  })
  if (feeds.length > 0) console.log(table(['feed', 'last entry', 'at (UTC)'], feeds))
}

function embargoText({ head }: ArticleSurvey): string {
  const embargo = head.embargo.value
  if (embargo === null) return ''
  return 'until' in embargo ? ` until ${embargo.until}` : ` (not understood: “${safe(embargo.unreadable)}”)`
}

function languageLine({ language, out, work }: LanguageItem & { readonly language: string }): readonly string[] {
  if (work !== undefined && work.version > (out?.version ?? 0))
    return [language, `${work.state}: ${safe(cut(work.reason, 60))}`, '', '', '', work.at.slice(0, 19)]
  if (out === undefined) return [language, 'open', '', '', '', '']
  return [
    language,
    `version ${out.version}`,
    out.provenance?.label ?? 'source',
    out.grade,
    out.provenance ? duration(out.milliseconds) : '',
    out.at.slice(0, 19),
  ]
}
