import { randomUUID } from 'node:crypto'
import { isArticleId } from '@depesche/article/model'
import { keys } from '@depesche/pipeline/keys'
import { getValue } from '@depesche/pipeline/ledger/items'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { oneUpload, uploadName } from '@depesche/pipeline/one-upload'
import { receive, uploadId, type Wishes } from '@depesche/pipeline/steps/receive'
import type { Context } from 'hono'
import { answer, type DeskDoor } from './desk-door.ts'
import { problem } from './problem.ts'
import { faultOfReason } from './said.ts'

/** Takes an upload in, as the drop box does. */
export async function upload(io: DeskDoor, context: Context): Promise<Response> {
  const desk = io.desks.find(({ name }) => name === context.req.param('desk'))
  if (desk === undefined)
    return problem(context, 'not-found', `There is no such desk. The desks are: ${io.desks.map(({ name }) => name).join(', ')}.`)
  const name = uploadName(context.req.param('name') ?? '')
  if (name === '') return problem(context, 'upload-invalid', 'The upload needs a name: PUT /v1/desk/uploads/{desk}/{name}.')
  const wishes = wishesIn(context)
  if (typeof wishes === 'string') return problem(context, 'upload-invalid', wishes)
  const again = context.req.header('idempotency-key')
  if (again !== undefined && !/^[\x21-\x7e]{1,200}$/.test(again))
    return problem(context, 'upload-invalid', '"Idempotency-Key" has 1 to 200 visible ASCII characters.')
  if (Number(context.req.header('content-length') ?? 0) > io.maxBytes) return tooLarge(io, context)
  const bytes = new Uint8Array(await context.req.arrayBuffer())
  if (bytes.length > io.maxBytes) return tooLarge(io, context)
  if (bytes.length === 0) return problem(context, 'upload-invalid', 'The upload is empty.')
  const dropped = { key: `${desk.prefix}/${name}`, versionId: `api-${again ?? randomUUID()}` }
  const known = (await io.ports.table.get(keys.upload(uploadId(dropped, wishes)))) !== undefined
  const inbox = oneUpload(dropped, bytes)
  const id = await receive({ ports: io.ports, inbox, desks: io.desks, observe: io.observe }, dropped, wishes)
  return answer(context, { upload: id, known }, 202)
}

const tooLarge = (io: DeskDoor, context: Context) =>
  problem(context, 'upload-too-large', `The upload has more than ${io.maxBytes} bytes: put it into the drop box instead.`)

/** What the desk says along; a text: why that cannot be. */
function wishesIn(context: Context): Wishes | string {
  const { id: asId, replaces, reason } = context.req.query()
  if (asId !== undefined && replaces !== undefined) return '"id" and "replaces" exclude each other.'
  if (asId !== undefined && (asId.trim() === '' || asId.length > 200)) return '"id" has 1 to 200 characters.'
  if (replaces !== undefined && !isArticleId(replaces)) return '"replaces" is our id of an article.'
  const fault = reason === undefined ? undefined : faultOfReason(reason)
  if (fault !== undefined) return `"reason" says why it corrects what was before, and partners read it: ${fault}.`
  return {
    ...(asId === undefined ? {} : { asId }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(reason === undefined ? {} : { reason }),
  }
}

/** What has become of an upload. */
export async function uploadState(io: DeskDoor, context: Context): Promise<Response> {
  const id = context.req.param('upload') ?? ''
  const item = /^[0-9a-f]{32}$/.test(id) ? await getValue<UploadItem>(io.ports.table, keys.upload(id)) : undefined
  return item ? answer(context, { upload: { ...item, upload: id } }) : problem(context, 'not-found', 'No such upload.')
}
