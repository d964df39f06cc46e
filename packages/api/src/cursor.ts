import type { Cursor } from '@depesche/pipeline/exits'

/** `{epoch}.{sequence}` in plain sight: a public promise, for good. */
export function formatCursor({ epoch, sequence }: Cursor): string {
  return `${epoch}.${sequence}`
}

/** `undefined` for anything that is not exactly of that form (no signs, no leading zeros, at most 12 digits each). */
export function parseCursor(text: string): Cursor | undefined {
  const match = /^([1-9]\d{0,11})\.(0|[1-9]\d{0,11})$/.exec(text)
  return match === null ? undefined : { epoch: Number(match[1]), sequence: Number(match[2]) }
}
