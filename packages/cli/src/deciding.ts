import { setTimeout as sleep } from 'node:timers/promises'
import type { ArticleWhole } from '@depesche/api/article-whole'
import { isArticleId } from '@depesche/article/model'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import type { Plan } from '@depesche/pipeline/plan'
import type { Command } from 'commander'
import { actorOf } from './actor.ts'
import { confirm } from './confirm.ts'
import { type DeskOptions, type DeskSide, openDesk } from './desk-side.ts'
import { Fault } from './fault.ts'
import { placeOptions } from './place-options.ts'
import { tellReceipts } from './tell-receipts.ts'
import { planLines } from './terminal/plan.ts'
import { heldBecause } from './terminal/stations.ts'
import { safe } from './terminal/style.ts'
import { table } from './terminal/table.ts'

/** What every command that decides understands. */
export interface DecidingOptions extends DeskOptions {
  readonly as?: string
  readonly yes?: true
  readonly dryRun?: true
  /** false: do not stay to show who confirms a withdrawal */
  readonly wait?: boolean
}

/** The options of a command that decides. */
export function decidingOptions(command: Command): Command {
  return placeOptions(
    command
      .option('--yes', 'go on without a question')
      .option('--dry-run', 'show what it would touch, and do nothing')
      .option('--as <name>', 'who decides, for the journal (by default DEPESCHE_ACTOR, else your user name)')
      .option('--no-wait', 'end once the feeds say it: on a terminal, who confirms a withdrawal is shown for two minutes at most'),
  )
}

/** A decision to take. */
export interface Task {
  readonly id: string
  readonly deed: Deed
  /** the decision in words */
  readonly title: string
  /** what else the person should know before going on */
  readonly note?: string
}

interface Planned extends Task {
  readonly plan: Plan
}

/** Opens the desk, has `tasks` say what is to be decided, shows it, asks, decides, and tells what the feeds say then. */
export async function deciding(options: DecidingOptions, tasks: (desk: DeskSide) => Promise<readonly Task[]>): Promise<void> {
  const actor = actorOf(options.as)
  const desk = openDesk(options)
  try {
    const planned = await Promise.all((await tasks(desk)).map((task) => plannedTask(desk, task)))
    for (const { title, plan, note } of planned) console.log([...planLines(title, plan), ...(note ? [`  ${note}`] : [])].join('\n'))
    await carryOut(desk, planned, options, actor)
  } finally {
    await desk.close()
  }
}

async function plannedTask(desk: DeskSide, task: Task): Promise<Planned> {
  const plan = isArticleId(task.id) ? await desk.plan(task.id, task.deed) : undefined
  return { ...task, plan: plan ?? unknownArticle(task.id) }
}

/** Throws the `Fault` for an id that no article has. */
export function unknownArticle(id: string): never {
  throw new Fault(`there is no article ${safe(id)}`, '"depesche status" lists the articles with their ids')
}

/** Those that change something, after the question; then what the feeds say. Nothing to do is no failure. */
export async function carryOut(desk: DeskSide, planned: readonly Planned[], options: DecidingOptions, actor: string): Promise<void> {
  const active = planned.filter(({ plan }) => plan.idle === undefined)
  if (active.length === 0 || options.dryRun) return
  if (!(await confirm(options))) return console.log('nothing was done')
  for (const [id, tasks] of Map.groupBy(active, (task) => task.id)) {
    const before = (await desk.article(id)) ?? unknownArticle(id)
    for (const { deed } of tasks) await desk.decide(id, deed, actor)
    console.log(`done by ${safe(actor)}: ${tasks.map(({ title }) => title).join(', ')}: ${id}`)
    await tellFeeds(desk, before, tasks)
    const live = options.wait !== false && process.stdout.isTTY === true
    const feeds = tasks.flatMap(({ plan }) => plan.touches).filter(({ becomes }) => becomes === 'canceled' || becomes === 'removed')
    if (feeds.length > 0) await tellReceipts(desk, id, { feeds: feeds.map(({ feed }) => nameOf(feed)), live })
  }
}

/** Waits until the feeds say what was planned, as long as that may take, and tells what they say. */
async function tellFeeds(desk: DeskSide, before: ArticleWhole, tasks: readonly Planned[]): Promise<void> {
  const { id } = before.survey
  const touches = tasks.flatMap(({ plan }) => plan.touches)
  const end = Date.now() + desk.followMs
  let [after, late] = [before, [] as readonly string[]]
  for (let pause = 50; ; pause = Math.min(1_000, pause * 1.5)) {
    after = (await desk.article(id)) ?? before
    late = touches.filter((touch) => !isFollowed(touch, before, after)).map(({ feed }) => nameOf(feed))
    if (late.length === 0 || Date.now() > end) break
    await sleep(pause)
  }
  for (const line of feedLines(after)) console.log(line)
  if (late.length > 0) console.log(`not yet: ${late.join(', ')}; "depesche status ${id}" tells when`)
}

const nameOf = ({ product, language }: Plan['touches'][number]['feed']) => `${product}/${language}`

function isFollowed({ feed, becomes }: Plan['touches'][number], before: ArticleWhole, after: ArticleWhole): boolean {
  if (becomes === 'closed' || becomes === 'same') return true
  const sequence = ({ survey, entries }: ArticleWhole) =>
    entries[nameOf(feed)] === undefined ? 0 : (survey.feeds.find((each) => nameOf(each.feed) === nameOf(feed))?.from ?? 0)
  return sequence(after) > sequence(before) && after.entries[nameOf(feed)]?.event === becomes
}

/** What each feed says of an article now. */
function feedLines({ survey, entries }: ArticleWhole): readonly string[] {
  const isClosed = survey.closings.length > 0
  const rows = survey.feeds.flatMap(({ feed, from }) => {
    const entry = entries[nameOf(feed)]
    if (entry === undefined) return []
    const shown = entry.event === 'created' || entry.event === 'updated'
    return [[nameOf(feed), `${entry.event}, sequence ${from}${shown && isClosed ? ', kept from readers' : ''}`, entry.at.slice(0, 19)]]
  })
  const why = isClosed ? [`nothing of it goes out: ${heldBecause(survey.closings, survey.head.doubts)}`] : []
  return rows.length > 0 ? [table(['feed', 'says now', 'at (UTC)'], rows), ...why] : ['no feed has carried it', ...why]
}
