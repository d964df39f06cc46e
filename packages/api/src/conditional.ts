import { etagOf } from '@depesche/pipeline/exits'
import type { Context } from 'hono'

const HEADERS = { 'cache-control': 'private, no-cache', vary: 'authorization, accept', 'x-content-type-options': 'nosniff' }
const JSON_CONTENT = 'application/json; charset=utf-8'

/** 200 with an entity tag of these very bytes, or 304 when the reader has them. The gate has been passed either way. */
export function conditional(context: Context, body: string, type = JSON_CONTENT, more: Readonly<Record<string, string>> = {}): Response {
  // weak, since the same content also goes out compressed (RFC 9110 section 8.8.3.3)
  const etag = `W/${etagOf(body)}`
  const headers = { ...HEADERS, ...more, etag }
  if (matchesTag(context.req.header('if-none-match'), etag)) return context.body(null, 304, headers)
  return context.body(body, 200, { ...headers, 'content-type': type })
}

/** If-None-Match (RFC 9110 section 13.1.2): weak comparison with a list of tags, or `*`. */
function matchesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((tag) => `W/${tag.trim().replace(/^W\//, '')}` === etag)
}
