import { ask } from './ask.ts'
import { ConnectionError } from './connection-error.ts'
import type { Reading } from './reading.ts'

export interface FeedsOptions extends Omit<Reading, 'product' | 'language'> {
  /** of an earlier answer */
  readonly etag?: string | undefined
}

/** A feed that your contract covers. */
export interface CoveredFeed {
  readonly product: string
  readonly language: string
  /** for people */
  readonly title: string
  readonly url: string
  /** the cursor behind its last entry: give it as `after` to begin with what comes from now on */
  readonly tail: string
}

export interface FeedsAnswer {
  readonly feeds: readonly CoveredFeed[]
  readonly etag: string | undefined
}

/**
 * The feeds that your contract covers now; `unchanged` when they are as they were with the `etag` that was given. Throws `ProblemError`,
 * `ConnectionError`, or the signal's reason.
 */
export async function feeds(options: FeedsOptions & { readonly etag: string }): Promise<FeedsAnswer | 'unchanged'>
export async function feeds(options: FeedsOptions & { readonly etag?: undefined }): Promise<FeedsAnswer>
export async function feeds(options: FeedsOptions): Promise<FeedsAnswer | 'unchanged'>
export async function feeds(options: FeedsOptions): Promise<FeedsAnswer | 'unchanged'> {
  const address = `${options.url.replace(/\/+$/, '')}/v1/feeds`
  const answer = await ask(address, { ...options, product: '', language: '' }, { etag: options.etag })
  if (answer === 'unchanged') return answer
  const { feeds: found } = (answer.body ?? {}) as Partial<FeedsAnswer>
  if (!Array.isArray(found))
    throw new ConnectionError('The answer is no list of feeds: something in between answered in the place of the wire.')
  return { feeds: found, etag: answer.etag }
}
