import { isArticleId } from '@depesche/article/model'
import { redriveLanguages, retryUpload } from '@depesche/pipeline/drive-on'
import { keys } from '@depesche/pipeline/keys'
import { getValue } from '@depesche/pipeline/ledger/items'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { type BoardRow, surveyBoard, uploadsBackwards } from '@depesche/pipeline/survey'
import type { Context } from 'hono'
import { answer, type DeskDoor } from './desk-door.ts'
import { jsonBody, unknownField } from './json-body.ts'
import { problem } from './problem.ts'
import { isBoardCursor, PAGE_LINES, PAGE_MS, windowIn } from './time-window.ts'

/** The uploads since a time that were rejected, newest first, page by page. */
export async function rejected(io: DeskDoor, context: Context): Promise<Response> {
  const window = windowIn(context)
  if (window instanceof Response) return window
  const { table, clock } = io.ports
  const uploads: BoardRow['upload'][] = []
  const end = clock() + PAGE_MS
  for await (const { upload, sort: next } of uploadsBackwards(table, clock(), window.since, window.cursor)) {
    if (upload.state === 'rejected') uploads.push(upload)
    if (uploads.length >= PAGE_LINES || clock() > end) return answer(context, { uploads, next })
  }
  return answer(context, { uploads })
}

/** Has a rejected upload read again. */
export async function retry(io: DeskDoor, context: Context): Promise<Response> {
  const upload = context.req.param('upload') ?? ''
  const item = /^[0-9a-f]{32}$/.test(upload) ? await getValue<UploadItem>(io.ports.table, keys.upload(upload)) : undefined
  if (item === undefined) return problem(context, 'not-found', 'No such upload.')
  const retried = await retryUpload(io, upload)
  return answer(context, { upload, retried }, retried ? 202 : 200)
}

/** Failed languages that were set going again. */
export interface Redriven {
  readonly id: string
  readonly languages: readonly string[]
}

/** How far back failed languages are looked for. */
export const REDRIVE_DAYS = 30

/** Has failed languages translated again: of one article, or of all on the board of 30 days, page by page. */
export async function redrive(io: DeskDoor, context: Context): Promise<Response> {
  const body = await jsonBody(context)
  const fault = typeof body === 'string' ? body : unknownField(body, ['id', 'cursor'])
  if (typeof body === 'string' || fault !== undefined) return problem(context, 'redrive-invalid', fault ?? '')
  const { id, cursor } = body
  if (cursor !== undefined && (typeof cursor !== 'string' || !isBoardCursor(cursor)))
    return problem(context, 'cursor-invalid', '"cursor" is the "next" of an earlier answer.')
  if (id === undefined) return redriveBoard(io, context, cursor)
  if (typeof id !== 'string' || !isArticleId(id)) return problem(context, 'redrive-invalid', '"id" is our id of an article.')
  if ((await io.ports.table.get(keys.head(id))) === undefined) return problem(context, 'not-found', 'No such article.')
  const languages = await redriveLanguages(io, id)
  return answer(context, { articles: languages.length > 0 ? [{ id, languages }] : [] }, 202)
}

async function redriveBoard(io: DeskDoor, context: Context, cursor: string | undefined): Promise<Response> {
  const { table, clock } = io.ports
  const articles: Redriven[] = []
  const end = clock() + PAGE_MS
  for await (const { survey, cursor: next } of surveyBoard(table, clock(), clock() - REDRIVE_DAYS * 86_400_000, cursor)) {
    // the same article again has nothing left that has failed
    const languages = survey?.languages.some(({ work }) => work?.state === 'failed') ? await redriveLanguages(io, survey.id) : []
    if (survey && languages.length > 0) articles.push({ id: survey.id, languages })
    if (articles.length >= PAGE_LINES || clock() > end) return answer(context, { articles, next }, 202)
  }
  return answer(context, { articles }, 202)
}
