import type { Format } from '@depesche/syndication/format'
import { formats } from '@depesche/syndication/formats'
import { MAX_LIMIT, MAX_WAIT_SECONDS } from './feed-request.ts'
import { type ProblemName, problems } from './problem.ts'

/** A part of an OpenAPI document. */
export type Part = Readonly<Record<string, unknown>>

const ref = (kind: 'schemas' | 'parameters' | 'responses' | 'headers', name: string): Part => ({ $ref: `#/components/${kind}/${name}` })
const text = (more: Part = {}): Part => ({ type: 'string', ...more })
const object = (properties: Part, optional: readonly string[] = []): Part => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
})

const CURSOR = text({ pattern: '^[1-9][0-9]{0,11}\\.(0|[1-9][0-9]{0,11})$', example: '1.42' })
const ID = text({ pattern: '^[a-z0-9-]{1,64}$' })
const INSTANT = text({ format: 'date-time' })

const schemas = {
  Feeds: object({
    feeds: {
      type: 'array',
      items: object({ product: text(), language: text(), title: text(), url: text({ format: 'uri' }), tail: CURSOR }),
    },
  }),
  Page: object({
    entries: { type: 'array', maxItems: MAX_LIMIT, items: ref('schemas', 'Entry') },
    next: { ...CURSOR, description: 'Keep it, and ask again with it as "after".' },
    more: { type: 'boolean', description: 'There are entries after these already.' },
  }),
  Entry: object(
    {
      sequence: { type: 'integer', minimum: 1 },
      event: {
        enum: ['created', 'updated', 'superseded', 'closed', 'removed', 'canceled'],
        description:
          'created, updated: keep the item. superseded: nothing, a newer entry follows. closed: show nothing of it for now. removed, canceled: delete your copy; canceled is a kill.',
      },
      id: ID,
      version: { type: 'integer', minimum: 1, description: 'Of what is shown now, which may be newer than the entry.' },
      at: INSTANT,
      item: ref('schemas', 'Item'),
      notice: text({ description: 'Why it was withdrawn; with canceled.' }),
      correction: object({ kind: { enum: ['rectify', 'update'] }, reason: text() }, ['reason']),
    },
    ['item', 'notice', 'correction'],
  ),
  History: object({
    id: ID,
    history: {
      type: 'array',
      items: object({
        event: { enum: ['created', 'updated', 'removed', 'canceled'] },
        version: { type: 'integer', minimum: 1 },
        at: INSTANT,
      }),
    },
  }),
  Item: {
    type: 'object',
    description: 'A ninjs 3.1 document: https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json; docs/formats.md says where what stands.',
    properties: { uri: text({ format: 'uri' }), version: text(), language: text() },
    required: ['uri', 'version', 'language'],
  },
  WebhookOfFeed: object(
    {
      product: text(),
      language: text(),
      next: { ...CURSOR, description: 'The cursor behind it: keep it for each feed, and pass over what is not behind it.' },
      more: { type: 'boolean', description: 'False: with this one you have all that the feed has now.' },
    },
    [],
  ),
  Problem: {
    ...object({ type: text({ format: 'uri-reference' }), title: text(), status: { type: 'integer' }, detail: text(), instance: text() }),
    description: 'RFC 9457. "type" is stable.',
  },
} as const

const query = (name: string, description: string, schema: Part): Part => ({ name, in: 'query', description, schema })
const path = (name: string, description: string, schema: Part = text()): Part => ({ name, in: 'path', required: true, description, schema })

const parameters = {
  product: path('product', 'What you subscribe to.'),
  language: path('language', `The feed’s language; with a suffix, also the format: ${formats.map(({ suffix }) => suffix).join(', ')}.`),
  id: path('id', 'Our id of an article; a suffix chooses the format here too.'),
  after: query(
    'after',
    'The cursor of the entry after which to begin: the "next" of an earlier answer. Without it: the beginning.',
    CURSOR,
  ),
  limit: query('limit', 'Entries, at most.', { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: MAX_LIMIT }),
  items: query('items', 'Whether the items come along (JSON alone).', { type: 'boolean', default: true }),
  wait: query('wait', 'Seconds to wait for the next entry where there is none yet.', {
    type: 'integer',
    minimum: 0,
    maximum: MAX_WAIT_SECONDS,
    default: 0,
  }),
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The ETag that you have: 304 when nothing has changed.',
    schema: text(),
  },
} as const

const header = (description: string): Part => ({ description, schema: text() })
const headers = {
  ETag: header('Of these very bytes.'),
  RateLimit: header('What is left of this minute, and in how many seconds it is all there again.'),
  'RateLimit-Policy': header('How many requests a minute you may make.'),
  'Retry-After': header('Seconds.'),
  Link: header('rel="start": where to begin anew; rel="next": the page that follows.'),
} as const
const named = (...names: readonly (keyof typeof headers)[]): Part => Object.fromEntries(names.map((name) => [name, ref('headers', name)]))

const problemContent = { 'application/problem+json': { schema: ref('schemas', 'Problem') } }
const TOLD: Readonly<Record<string, Part>> = {
  '304': { description: 'Nothing has changed since the ETag that you have.', headers: named('ETag') },
  '429': {
    description: saidOf(['too-many-requests']),
    headers: named('Retry-After', 'RateLimit', 'RateLimit-Policy'),
    content: problemContent,
  },
  '503': { description: saidOf(['restoring']), headers: named('Retry-After'), content: problemContent },
}

function saidOf(names: readonly ProblemName[]): string {
  return names.map((name) => `/problems/${name}: ${problems[name].title}.`).join(' ')
}

/** The problems that a route answers, by status, as `problem.ts` has them. */
function refused(names: readonly ProblemName[]): Part {
  const byStatus = Map.groupBy(names, (name) => String(problems[name].status))
  const told = [...byStatus].map(([status, of]) => [status, TOLD[status] ?? { description: saidOf(of), content: problemContent }] as const)
  return Object.fromEntries(told)
}

const EVERYWHERE: readonly ProblemName[] = ['unauthorized', 'suspended', 'too-many-requests', 'internal']
const ON_FEEDS: readonly ProblemName[] = [...EVERYWHERE, 'not-found', 'restoring']

function content(schema: string, known: readonly Format[]): Part {
  const others = known.map(({ contentType, name }) => [contentType.split(';')[0] ?? contentType, { schema: text({ description: name }) }])
  return { 'application/json': { schema: ref('schemas', schema) }, ...Object.fromEntries(others) }
}

interface Route {
  readonly operationId: string
  readonly summary: string
  readonly parameters: readonly (keyof typeof parameters)[]
  readonly schema: keyof typeof schemas
  readonly formats: readonly Format[]
  readonly problems: readonly ProblemName[]
}

const all: readonly Format[] = formats
const ROUTES: Readonly<Record<string, Route>> = {
  '/v1/feeds': {
    operationId: 'listFeeds',
    summary: 'The feeds that your contract covers now, and where each has come to',
    parameters: ['ifNoneMatch'],
    schema: 'Feeds',
    formats: [],
    problems: [...EVERYWHERE, 'restoring'],
  },
  '/v1/feeds/{product}/{language}': {
    operationId: 'readFeed',
    summary: 'The entries of a feed after a cursor: none is ever skipped or repeated',
    parameters: ['product', 'language', 'after', 'limit', 'items', 'wait', 'ifNoneMatch'],
    schema: 'Page',
    formats: all,
    problems: [...ON_FEEDS, 'cursor-invalid', 'limit-invalid', 'items-invalid', 'wait-invalid', 'cursor-expired'],
  },
  '/v1/feeds/{product}/{language}/items/{id}': {
    operationId: 'readItem',
    summary: 'An article as it may be shown now',
    parameters: ['product', 'language', 'id', 'ifNoneMatch'],
    schema: 'Item',
    formats: all.filter(({ item }) => item !== undefined),
    problems: [...ON_FEEDS, 'gone'],
  },
  '/v1/feeds/{product}/{language}/items/{id}/history': {
    operationId: 'readHistory',
    summary: 'What the feed has said of an article so far, oldest first: events, versions and times, never their text',
    parameters: ['product', 'language', 'id', 'ifNoneMatch'],
    schema: 'History',
    formats: [],
    problems: ON_FEEDS,
  },
}

function operation({ operationId, summary, parameters: names, schema, formats: known, problems: refusals }: Route): Part {
  const links = known === all ? (['Link'] as const) : []
  const ok = { description: summary, headers: named('ETag', 'RateLimit', 'RateLimit-Policy', ...links), content: content(schema, known) }
  const responses = { '200': ok, '304': TOLD['304'], ...refused(refusals) }
  return { get: { operationId, summary, parameters: names.map((name) => ref('parameters', name)), responses } }
}

const OF_FEED = ref('schemas', 'WebhookOfFeed')
const WEBHOOKS: Readonly<Record<string, { readonly summary: string; readonly type: Part; readonly data: Part }>> = {
  entry: {
    summary: 'An entry of a feed, as soon as there is one: do with your copy what its event says',
    type: { enum: ['entry.created', 'entry.updated', 'entry.closed', 'entry.removed', 'entry.canceled'] },
    data: { allOf: [ref('schemas', 'Entry'), OF_FEED] },
  },
  restarted: {
    summary: 'The feed was restored and is told anew: delete what has not come again when one says that there is no more',
    type: { const: 'feed.restarted' },
    data: OF_FEED,
  },
  test: {
    summary: 'A sample that is about nothing',
    type: { const: 'webhook.test' },
    data: object({ partner: text(), message: text() }),
  },
}

const webhookHeader = (name: string, description: string): Part => ({ name, in: 'header', required: true, description, schema: text() })

/** What partners are sent who asked for it, by the scheme of Standard Webhooks. */
function webhook(name: string, { summary, type, data }: (typeof WEBHOOKS)[string]): Part {
  const responses = {
    '2XX': { description: 'Done. Anything else, or nothing within ten seconds: it comes again, for three days.' },
    '410': { description: 'Send nothing any more.' },
    '4XX': { description: 'It comes again: 429 with Retry-After after so many seconds.' },
  }
  const parameters = [
    webhookHeader('webhook-id', 'The same when it comes again: act once upon it.'),
    webhookHeader('webhook-timestamp', 'Seconds since 1970: refuse what is older than five minutes.'),
    webhookHeader(
      'webhook-signature',
      'v1, and the base64 HMAC-SHA256 of id, timestamp and body, joined by full stops; of each secret that holds.',
    ),
  ]
  const schema = object({ type, timestamp: INSTANT, data })
  const requestBody = { required: true, content: { 'application/json': { schema } } }
  return { post: { operationId: `take-${name}`, summary, security: [], parameters, requestBody, responses } }
}

/** The partner API as OpenAPI 3.1 says it, made of what the code answers by. `origin`: where it is reached, without a trailing slash. */
export function openApi(origin: string): Part {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Depesche: the partner API',
      version: '1',
      description:
        'Feeds to follow with a cursor, and items to read. What your contract does not cover, what is held and what does not exist are the same 404.',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    security: [{ key: [] }],
    paths: Object.fromEntries(Object.entries(ROUTES).map(([at, route]) => [at, operation(route)])),
    webhooks: Object.fromEntries(Object.entries(WEBHOOKS).map(([name, said]) => [name, webhook(name, said)])),
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', bearerFormat: 'depesche_…' } }, schemas, parameters, headers },
  }
}
