import { ask } from './ask.ts'
import type { Item } from './ninjs.ts'
import { feedUrl, type Reading } from './reading.ts'

export interface ItemOptions extends Reading {
  readonly id: string
  /** of an earlier answer for the same item */
  readonly etag?: string | undefined
}

export interface ItemAnswer {
  readonly item: Item
  readonly etag: string | undefined
}

/**
 * One item as it may be shown now; `unchanged` when it still has the `etag` that was given. Throws `ProblemError`
 * (`/problems/not-found`: no such item, or not now; `/problems/gone`: withdrawn, delete your copy), `ConnectionError`, or the
 * signal's reason.
 */
export async function item(options: ItemOptions & { readonly etag: string }): Promise<ItemAnswer | 'unchanged'>
export async function item(options: ItemOptions & { readonly etag?: undefined }): Promise<ItemAnswer>
export async function item(options: ItemOptions): Promise<ItemAnswer | 'unchanged'>
export async function item(options: ItemOptions): Promise<ItemAnswer | 'unchanged'> {
  const answer = await ask(`${feedUrl(options)}/items/${encodeURIComponent(options.id)}`, options, { etag: options.etag })
  return answer === 'unchanged' ? answer : { item: answer.body as Item, etag: answer.etag }
}
