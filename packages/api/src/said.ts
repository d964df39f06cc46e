import { MAX_WHY } from '@depesche/pipeline/ledger/head'

/** Characters of the name that a desk gives of who decides. */
export const MAX_ACTOR = 80

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** What is wrong with a reason: partners or a journal keep it in one line, and the ledger has little room. `undefined`: nothing. */
export function faultOfReason(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.trim() === '') return 'a reason is a text'
  const bytes = Buffer.byteLength(text)
  if (bytes > MAX_WHY) return `a reason has at most ${MAX_WHY} bytes, this one has ${bytes}`
  return CONTROL.test(text) ? 'a reason is one line, without control characters' : undefined
}

/** What is wrong with the name of who decides; `undefined`: nothing. */
export function faultOfActor(name: unknown): string | undefined {
  const length = typeof name === 'string' ? [...name.trim()].length : 0
  if (length < 1 || length > MAX_ACTOR) return `the name of who decides has 1 to ${MAX_ACTOR} characters`
  return CONTROL.test(name as string) ? 'the name of who decides has no control characters' : undefined
}
