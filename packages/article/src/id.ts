import { createHash } from 'node:crypto'
import type { Identity } from './article.ts'

const READABLE = 40

/** Lower-case letters, digits and single hyphens of any text; accents are taken off. Empty when nothing is left. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, READABLE)
    .replaceAll(/^-+|-+$/g, '')
}

/**
 * Our id: `[a-z0-9-]`, at most 64 characters; a readable part (date and number of the provider, else the upload's name)
 * and 16 hex digits of a hash of (desk, scheme, provider's identity), so that no desk can name another desk's article.
 */
export function articleId(desk: string, identity: Identity): string {
  const readable = slug([identity.date, identity.number].filter(Boolean).join('-')) || slug(identity.value) || 'article'
  const hash = createHash('sha256')
    .update(JSON.stringify([desk, identity.scheme, identity.value]))
    .digest('hex')
  return `${readable}-${hash.slice(0, 16)}`
}

/** True for a text that `articleId` can have made: what may stand in a key or a URL. */
export function isArticleId(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text)
}
