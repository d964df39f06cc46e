import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '@depesche/local/database'
import { expect } from 'vitest'
import { depesche, depescheEach, type Started, start, startUp, type Up } from './depesche.ts'

const text = (headline: string, more = 'Nobody objected to it.') =>
  `${headline}\n\nThe council of the town said so on Monday, in a meeting that many came to see. ${more}\n\nThe works begin in spring.\n`

/** Writes uploads of a desk into the folder and puts them. */
export async function putStories(folder: string, names: readonly string[], more = 'Nobody objected to it.'): Promise<void> {
  for (const name of names) await writeFile(join(folder, `${name}.txt`), text(`${name} is opened`, more))
  await depesche(folder, 'put', ...names.map((name) => `${name}.txt`), '--desk', 'web')
}

/** The ids of articles on the board, by the name of the upload that made them. */
export async function idsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const { out } = await depesche(folder, 'status', '--json')
  const rows = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { readonly name: string; readonly id?: string })
  return Object.fromEntries(rows.flatMap(({ name, id }) => (id ? [[name.replace('.txt', ''), id]] : [])))
}

/** A wire with corrections, a kill, a revival, an approval, an embargo, an upload that was rejected and some plain articles. */
export async function eventfulWire(folder: string, plain: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  await putStories(folder, ['bridge', 'killed', 'revived', 'embargoed', 'held', ...plain])
  await writeFile(join(folder, 'bad.xml'), '<?xml version="1.0"?><NewsML>cut off')
  await depesche(folder, 'put', 'bad.xml')
  const up = await startUp(folder)
  // one after the other: of two at once either may be taken for the first
  await putStories(folder, ['bridge'], 'The mayor, who came late, objected to it.')
  await up.says(/normalized +bridge\S+ version 2/)
  await up.stop()
  const ids = await idsOf(folder)
  const decided = await depescheEach(
    folder,
    ['kill', ids.killed ?? '', '--reason', 'It is wrong.', '--yes'],
    ['kill', ids.revived ?? '', '--reason', 'A mistake.', '--yes'],
    ['revive', ids.revived ?? '', '--yes'],
    ['embargo', ids.embargoed ?? '', '--until', '+900m', '--yes'],
    ['hold', ids.held ?? '', '--yes'],
    ['approve', ids.bridge ?? '', 'fr', '--yes'],
  )
  for (const { code, err } of decided) expect([code, err]).toEqual([0, ''])
  return ids
}

/** Runs SQL on the database of a folder. */
export function onDatabase(folder: string, ...statements: readonly string[]): void {
  const db = openDatabase(join(folder, '.depesche/depesche.db'))
  for (const statement of statements) db.exec(statement)
  db.close()
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

export interface Partnership {
  readonly feeds: readonly Answer[]
  readonly items: readonly Answer[]
}

/** All that a partner gets: each feed whole, and each item by its address. */
export async function partnersView(up: Up, ids: readonly string[]): Promise<Partnership> {
  const languages = ['de', 'fr', 'en']
  const body = async (path: string) => {
    const answer = await up.fetch(path)
    return { status: answer.status, body: JSON.parse((await answer.text()).replaceAll(up.url, '')) as unknown }
  }
  return {
    feeds: await Promise.all(languages.map((language) => body(`/v1/feeds/demo/${language}`))),
    items: await Promise.all(ids.flatMap((id) => languages.map((language) => body(`/v1/feeds/demo/${language}/items/${id}`)))),
  }
}

/** Starts a command and ends it with kill -9, so long (ms) after it has said something. */
export async function cutOff(folder: string, after: number, says: string | RegExp, ...args: readonly string[]): Promise<Started> {
  const started = start(folder, ...args)
  await started.says(says).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, after))
  await started.stop('SIGKILL')
  return started
}
