/** What a person sets going again: an upload that was rejected, languages that failed. */
import { keys } from './keys.ts'
import type { Head } from './ledger/head.ts'
import { getValue, queryAll, updateItem } from './ledger/items.ts'
import type { LanguageItem, UploadItem } from './ledger/shapes.ts'
import { openWork, REDRIVE_MS } from './ledger/work.ts'
import type { Message, Ports } from './ports.ts'

export interface Driving {
  readonly ports: Pick<Ports, 'table' | 'queue' | 'clock'>
}

/** Has a rejected upload read again, as if it had just come. Answers false when it is not rejected, or there is none. */
export async function retryUpload({ ports: { table, queue, clock } }: Driving, upload: string): Promise<boolean> {
  const item = await getValue<UploadItem>(table, keys.upload(upload))
  if (item?.state !== 'rejected') return false
  const trace = { id: upload.slice(0, 16), received: item.received }
  const message: Message = { station: 'normalize', cause: `normalize-${upload}`, upload, trace }
  // before it is taken for received: whoever dies between the two leaves it rejected, and not forgotten
  const work = await openWork(table, message, clock() + REDRIVE_MS)
  let won = false
  await updateItem<UploadItem>(table, keys.upload(upload), (now) => {
    won = now?.state === 'rejected'
    return now && won ? asReceived(now) : undefined
  })
  await queue.send({ ...message, work })
  return won
}

const asReceived = ({ rejected: _, ...item }: UploadItem): UploadItem => ({ ...item, state: 'received' })

/**
 * Has the languages of an article's version translated again that have failed for good. Answers which. None of a killed
 * article, which is not translated: they stay failed until it is revived.
 */
export async function redriveLanguages(io: Driving, id: string): Promise<readonly string[]> {
  const { table } = io.ports
  const head = await getValue<Head>(table, keys.head(id))
  if (head === undefined || head.killed.value) return []
  const driven: string[] = []
  for await (const { sort, value } of queryAll<LanguageItem>(table, keys.head(id).partition, 'L#', 'L#\uffff'))
    if (hasFailed(value, head.version) && (await redrive(io, id, head.version, sort.slice(2)))) driven.push(sort.slice(2))
  return driven
}

const hasFailed = ({ work }: LanguageItem, version: number) => work?.state === 'failed' && work.version === version

/** The work is opened first, as above; then what has failed is forgotten, or the step would leave it alone. */
async function redrive({ ports: { table, queue, clock } }: Driving, id: string, version: number, language: string): Promise<boolean> {
  const message: Message = { station: 'translate', cause: `translate-${id}-${version}-${language}`, id, version, language }
  const work = await openWork(table, message, clock() + REDRIVE_MS)
  let won = false
  await updateItem<LanguageItem>(table, keys.language(id, language), (now) => {
    won = now !== undefined && hasFailed(now, version)
    return now && won ? withoutWork(now) : undefined
  })
  await queue.send({ ...message, work })
  return won
}

const withoutWork = ({ work: _, ...item }: LanguageItem): LanguageItem => item
