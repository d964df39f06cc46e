import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { updateItem } from '@depesche/pipeline/ledger/items'
import type { Observe } from '@depesche/pipeline/observe'
import { receive } from '@depesche/pipeline/steps/receive'
import { fileInbox, readGiven } from './files.ts'
import type { Newsroom } from './newsroom.ts'
import type { Node } from './node.ts'

const SAMPLES = fileURLToPath(new URL('../../../samples', import.meta.url))
/** The samples' desks, by the beginning of their names. */
const SAMPLE_DESKS: Readonly<Record<string, string>> = { english: 'web', french: 'sda', german: 'sda' }

/** Whether the samples have been begun and whether they are all in. */
const SAMPLES_ITEM = { partition: 'E#', sort: 'SAMPLES' } as const

/** True for an empty store, and for one whose samples a crash has cut off: the same files are the same uploads. */
export async function wantsSamples({ table, documents }: Node['store']['ports']): Promise<boolean> {
  const item = await table.get(SAMPLES_ITEM)
  return item === undefined ? (await documents.list('originals/', '', 1)).length === 0 : item.value.state !== 'done'
}

/** Uploads the samples that the project ships, each at its desk. */
export async function uploadSamples(node: Node, newsroom: Newsroom, observe: Observe): Promise<void> {
  const { ports } = node.store
  await updateItem<{ readonly state: string }>(ports.table, SAMPLES_ITEM, (item) => (item ? undefined : { state: 'begun' }))
  for (const name of (await readdir(SAMPLES)).toSorted()) {
    const given = await readGiven(join(SAMPLES, name))
    const wanted = SAMPLE_DESKS[name.split('-')[0] ?? '']
    const desk = newsroom.desks.find((each) => each.name === wanted) ?? newsroom.desks[0]
    if (wanted === undefined || desk === undefined || !('bytes' in given)) continue
    const { inbox, dropped } = fileInbox(given, desk.prefix)
    await receive({ ports, inbox, desks: newsroom.desks, observe }, dropped)
  }
  await updateItem<{ readonly state: string }>(ports.table, SAMPLES_ITEM, (item) =>
    item?.state === 'done' ? undefined : { state: 'done' },
  )
}
