import type { LocalStore } from '@depesche/local/node'
import { keys } from '@depesche/pipeline/keys'
import { replayingOf } from '@depesche/pipeline/ledger/epoch'
import { openWorks } from '@depesche/pipeline/ledger/work'
import type { Table } from '@depesche/pipeline/ports'
import { surveyBoard, uploadsBackwards } from '@depesche/pipeline/survey'
import { type Check, checked, fine, wrong } from './check.ts'

const DAY_MS = 86_400_000
const FAILED_DAYS = 30
const LATE_MS = 600_000

/** What lies in the store and moves no more. */
export async function wire({ ports }: LocalStore): Promise<readonly Check[]> {
  const { table, queue, clock } = ports
  const now = clock()
  return [
    await checked('replay', () => replay(table)),
    await checked('dead letters', async () => deadLetters(queue.deadLetters().length)),
    await checked('failed languages', () => failedLanguages(table, now)),
    await checked('rejected uploads', () => rejectedUploads(table, now)),
    await checked('open work', () => overdue(table, now)),
  ]
}

async function replay(table: Table): Promise<Check> {
  const replaying = replayingOf(await table.get(keys.epoch))
  if (replaying === undefined) return fine('replay', 'none is under way')
  const says = `one that began at ${replaying.at.slice(0, 19)}Z runs, or was cut off: nothing leaves`
  return wrong('replay', says, 'run "depesche replay --yes", if none runs')
}

function deadLetters(count: number): Check {
  return count === 0
    ? fine('dead letters', 'none')
    : wrong('dead letters', `${count >= 100 ? '100 or more' : count}`, 'depesche status tells why; depesche redrive tries them again')
}

async function failedLanguages(table: Table, now: number): Promise<Check> {
  const failed = new Set<string>()
  for await (const { survey } of surveyBoard(table, now, now - FAILED_DAYS * DAY_MS))
    for (const { language, work } of survey?.languages ?? [])
      if (work?.state === 'failed' && work.version === survey?.head.version) failed.add(`${survey.id} ${language}`)
  if (failed.size === 0) return fine('failed languages', `none in ${FAILED_DAYS} days`)
  return wrong(
    'failed languages',
    `${failed.size} in ${FAILED_DAYS} days`,
    'depesche status --failed tells which; depesche redrive tries them again',
  )
}

async function rejectedUploads(table: Table, now: number): Promise<Check> {
  let count = 0
  for await (const { upload } of uploadsBackwards(table, now, now - DAY_MS)) count += Number(upload.state === 'rejected')
  if (count === 0) return fine('rejected uploads', 'none in 24 hours')
  return wrong('rejected uploads', `${count} in 24 hours`, 'depesche rejected tells why; depesche rejected --retry reads them again')
}

/** Work that nobody has taken on for long: a running `up` leaves none. */
async function overdue(table: Table, now: number): Promise<Check> {
  let count = 0
  for await (const _ of openWorks(table, now - LATE_MS)) count++
  if (count === 0) return fine('open work', 'none is overdue')
  return wrong(
    'open work',
    `${count} overdue by more than 10 minutes`,
    '"npm start" (depesche up) takes it up; if it runs, stop and start it',
  )
}
