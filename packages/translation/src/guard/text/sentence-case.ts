import type { Token } from './tokens.ts'

/** True for a capital in the middle of a sentence: a name in most languages. */
export function capitalInside(token: Token): boolean {
  return token.kind === 'word' && !token.first && /^\p{Lu}/u.test(token.text)
}
