import type { Format } from '@depesche/syndication/format'
import { formats } from '@depesche/syndication/formats'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

const JSON_TYPE = 'application/json'
const JSON_SUFFIX = '.json'

/** What an address names, and in which format it is wanted; `undefined`: as JSON, which is ninjs. */
export interface Wanted {
  /** without the suffix that named the format */
  readonly name: string
  readonly format: Format | undefined
}

/**
 * A suffix of the last part of an address decides (`fr.rss`), else what the request accepts, else JSON: RFC 9110 section
 * 12.5.1 lets a server answer with what it has. A suffix that is none of ours belongs to the name.
 */
export function wantedOf(context: Context, last: string, what: 'feed' | 'item'): Wanted {
  const known: readonly Format[] = formats.filter((format: Format) => format[what] !== undefined)
  if (last.endsWith(JSON_SUFFIX)) return { name: last.slice(0, -JSON_SUFFIX.length), format: undefined }
  const named = known.find(({ suffix }) => last.endsWith(suffix))
  if (named) return { name: last.slice(0, -named.suffix.length), format: named }
  const supports = [JSON_TYPE, ...known.map(({ mediaType }) => mediaType)]
  const type = accepts(context, { header: 'Accept', supports, default: JSON_TYPE })
  return { name: last, format: known.find(({ mediaType }) => mediaType === type) }
}
