import { ask } from './ask.ts'
import type { Entry } from './change.ts'
import { ConnectionError } from './connection-error.ts'
import { feedUrl, type Reading } from './reading.ts'

export interface FeedPageOptions extends Reading {
  /** the `next` of an earlier page; without it from the beginning */
  readonly after?: string | null | undefined
  /** entries at most, 1 to 100; default 100 */
  readonly limit?: number | undefined
  /** seconds, 1 to 25, that the API may wait for an entry when there is none; sent only when given */
  readonly wait?: number | undefined
  /** of an earlier answer to the same question */
  readonly etag?: string | undefined
}

export interface FeedPage {
  readonly entries: readonly Entry[]
  /** the cursor behind the last entry: `{epoch}.{sequence}` */
  readonly next: string
  /** more entries can be had at once */
  readonly more: boolean
  readonly etag: string | undefined
}

/**
 * One page of a feed; `unchanged` when it still has the `etag` that was given. Throws `ProblemError` (`/problems/cursor-expired`:
 * begin anew), `ConnectionError`, or the signal's reason.
 */
export async function feedPage(options: FeedPageOptions & { readonly etag: string }): Promise<FeedPage | 'unchanged'>
export async function feedPage(options: FeedPageOptions & { readonly etag?: undefined }): Promise<FeedPage>
export async function feedPage(options: FeedPageOptions): Promise<FeedPage | 'unchanged'>
export async function feedPage(options: FeedPageOptions): Promise<FeedPage | 'unchanged'> {
  const answer = await ask(addressOf(options), options, { etag: options.etag, wait: options.wait })
  return answer === 'unchanged' ? answer : { ...pageIn(answer.body), etag: answer.etag }
}

function addressOf(options: FeedPageOptions): string {
  const given = Object.entries({ after: options.after, limit: options.limit, wait: options.wait })
  const query = given.flatMap(([name, value]) => (value === undefined || value === null ? [] : [`${name}=${encodeURIComponent(value)}`]))
  return feedUrl(options) + (query.length > 0 ? `?${query.join('&')}` : '')
}

type Page = Omit<FeedPage, 'etag'>

/** Trusted but for what a copy is named by: an id is a file name and a key at a partner's. */
function pageIn(body: unknown): Page {
  const page = (body ?? {}) as Partial<Page>
  const isPage =
    Array.isArray(page.entries) &&
    page.entries.every((entry: Partial<Entry> | null) => isId(entry?.id)) &&
    /^\d+\.\d+$/.test(String(page.next)) &&
    typeof page.more === 'boolean'
  if (!isPage) throw new ConnectionError('The answer is no page of a feed: something in between answered in the place of the wire.')
  return { entries: page.entries, next: String(page.next), more: page.more === true } as Page
}

const isId = (id: unknown) => typeof id === 'string' && /^[a-z0-9-]{1,64}$/.test(id)
