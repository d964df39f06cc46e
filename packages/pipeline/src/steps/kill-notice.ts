import { type Draft, isArticleId, type Notice } from '@depesche/article/model'
import { keys } from '../keys.ts'
import type { Decision } from '../ledger/decision.ts'
import type { Head } from '../ledger/head.ts'
import { getValue, updateItem } from '../ledger/items.ts'
import type { Assigned, UploadItem } from '../ledger/shapes.ts'
import { identityOf, nameOf } from './assign.ts'
import { carry, type Deciding } from './decide.ts'
import { killByNotice, targetsOf } from './notices.ts'

/**
 * A text that withdraws one article of this desk is no article: it becomes that decision, kept with the upload first, so
 * that a retry is the same one. Answers false for anything else, also for a notice whose article a person must find.
 */
export async function tookAsKill(io: Deciding, upload: string, item: UploadItem, { notice }: Draft): Promise<boolean> {
  const { table } = io.ports
  if (notice?.kind !== 'kill' || item.asId !== undefined || (item.assigned !== undefined && item.decided === undefined)) return false
  const decided = item.decided ?? (await rememberKill(io, upload, item, notice))
  if (decided === undefined) return false
  await carry(io, decided)
  await updateItem<UploadItem>(table, keys.upload(upload), (now) =>
    now === undefined || now.state === 'normalized' ? undefined : { ...now, state: 'normalized' },
  )
  return true
}

async function rememberKill(io: Deciding, upload: string, item: UploadItem, notice: Notice): Promise<Decision | undefined> {
  const { table, documents } = io.ports
  const targets = item.replaces === undefined ? await targetsOf(io.ports, item, notice, undefined) : [item.replaces]
  const [id = ''] = targets
  const head = targets.length === 1 && isArticleId(id) ? await getValue<Head>(table, keys.head(id)) : undefined
  if (head === undefined || head.filter.desk !== item.desk) return undefined
  const identity = (await identityOf(documents, id, head)) ?? { scheme: 'upload', value: upload, number: nameOf(item) }
  const decided = killByNotice(upload, item, id, head)
  const assigned: Assigned = { id, identity, version: head.version, stated: false, notes: [] }
  const stands = await updateItem<UploadItem>(table, keys.upload(upload), (now) =>
    now === undefined || now.assigned !== undefined ? undefined : { ...now, assigned, decided },
  )
  return stands?.decided
}
