import { inGroups } from '@depesche/pipeline/in-turn'
import type { Plan } from '@depesche/pipeline/plan'
import type { ArticleSurvey } from '@depesche/pipeline/survey'
import { actorOf } from './actor.ts'
import { carryOut, type DecidingOptions } from './deciding.ts'
import { type DeskSide, openDesk } from './desk-side.ts'
import { Fault } from './fault.ts'
import { sinceOf } from './since.ts'
import { heldBecause } from './terminal/stations.ts'
import { cut, safe } from './terminal/style.ts'
import { table } from './terminal/table.ts'

interface Options extends DecidingOptions {
  readonly desk?: string
  readonly since?: string
}

/** Approves every article of a desk that waits for a person since a time: lists them, asks once. */
export async function approveAll(options: Options): Promise<void> {
  const { desk: name, since } = options
  if (name === undefined || since === undefined)
    throw new Fault('--all needs to know which', 'add --desk NAME and --since TIME, e.g. --desk web --since 2h', 2)
  const from = sinceOf(since)
  const actor = actorOf(options.as)
  const desk = openDesk(options)
  try {
    const articles = await waitingFor(desk, name, from)
    if (articles.length === 0) return console.log(`nothing of desk ${safe(name)} is withheld or in doubt in this time`)
    const planned = await plannedApprovals(desk, articles)
    console.log(
      table(
        ['article', 'v', 'held', 'feeds', 'headline'],
        planned.map(({ survey, plan }) => line(survey, plan.touches.length)),
      ),
    )
    await carryOut(desk, planned, options, actor)
  } finally {
    await desk.close()
  }
}

/** A stack is asked a few at a time. */
async function plannedApprovals(desk: DeskSide, articles: readonly ArticleSurvey[]) {
  const deed = { kind: 'approve' } as const
  const plans = new Map<string, Plan>()
  await inGroups(articles, async ({ id }) => {
    const plan = await desk.plan(id, deed)
    if (plan) plans.set(id, plan)
  })
  return articles.flatMap((survey) => {
    const plan = plans.get(survey.id)
    return plan ? [{ id: survey.id, deed, title: 'approve', plan, survey }] : []
  })
}

/** Once each, newest first. */
async function waitingFor(desk: DeskSide, name: string, since: number): Promise<readonly ArticleSurvey[]> {
  const found = new Map<string, ArticleSurvey>()
  for await (const { survey } of desk.board(since)) if (survey?.head.filter.desk === name && isWaiting(survey)) found.set(survey.id, survey)
  return [...found.values()]
}

/** What an approval alone lets go: an embargo ends by itself, anything else was decided or is no news. */
function isWaiting({ closings }: ArticleSurvey): boolean {
  const isFor = closings.some((each) => each === 'withheld' || each === 'doubt')
  return isFor && closings.every((each) => each === 'withheld' || each === 'doubt' || each === 'embargo')
}

function line({ id, head, closings, versions }: ArticleSurvey, feeds: number): readonly string[] {
  const headline = safe(cut(versions.at(-1)?.headline ?? '', 60))
  return [id, String(head.version), heldBecause(closings, head.doubts), String(feeds), headline]
}
