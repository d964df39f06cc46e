import type { Context } from 'hono'

/** What can go wrong, as RFC 9457 problem details: `type` is stable and documented in docs/api.md. */
export const problems = {
  unauthorized: { status: 401, title: 'A partner key is needed' },
  suspended: { status: 403, title: 'The access is suspended' },
  'not-found': { status: 404, title: 'There is nothing here for you' },
  gone: { status: 410, title: 'This item was withdrawn' },
  'cursor-expired': { status: 410, title: 'The feeds were restored since this cursor' },
  'cursor-invalid': { status: 400, title: 'This is not a cursor of this feed' },
  'wait-invalid': { status: 400, title: 'The wait is out of range' },
  'limit-invalid': { status: 400, title: 'The limit is out of range' },
  'items-invalid': { status: 400, title: 'Items come along or they do not' },
  'entries-invalid': { status: 400, title: 'These are no entries' },
  'upload-invalid': { status: 400, title: 'This is not an upload' },
  'upload-too-large': { status: 413, title: 'The upload is too large for this door' },
  'since-invalid': { status: 400, title: 'The time is not one' },
  'partner-invalid': { status: 400, title: 'This is not a partner' },
  'partner-conflict': { status: 409, title: 'This cannot be changed so' },
  'decision-invalid': { status: 400, title: 'This is not a decision' },
  'redrive-invalid': { status: 400, title: 'This cannot be set going again' },
  'memory-invalid': { status: 400, title: 'These are no entries of a memory' },
  'months-invalid': { status: 400, title: 'The number of months is out of range' },
  'method-not-allowed': { status: 405, title: 'This can only be read' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  restoring: { status: 503, title: 'The wire is being rebuilt' },
  internal: { status: 500, title: 'Something went wrong here' },
} as const
export type ProblemName = keyof typeof problems

/** The answer to a request that cannot be served: `application/problem+json`, never cached. */
export function problem(context: Context, name: ProblemName, detail: string, headers: Record<string, string> = {}): Response {
  const { status, title } = problems[name]
  // as it was asked, escapes and all: `req.path` is decoded, and no URI reference any more
  const instance = new URL(context.req.url).pathname
  return context.body(JSON.stringify({ type: `/problems/${name}`, title, status, detail, instance }), status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
}

/** Nothing leaves while the ledger is being rebuilt from the archive: it may not know yet what was withdrawn. */
export function restoring(context: Context): Response {
  return problem(context, 'restoring', 'Ask again in a minute, with the same cursor: nothing is lost.', { 'retry-after': '60' })
}
