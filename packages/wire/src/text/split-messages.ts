import type { Part } from '../reader.ts'

const SOH = 1
/**
 * The messages of a text wire that stand one after another, each from its SOH, with the fill before it, to the next one's: the bytes as they
 * are. `undefined`: it holds one, or what stands behind a later SOH is no message (`recognises`); reading says why.
 */
export function splitMessages(bytes: Uint8Array, recognises: (message: Uint8Array) => boolean): readonly Part[] | undefined {
  const starts: number[] = []
  for (let at = bytes.indexOf(SOH); at >= 0; at = bytes.indexOf(SOH, at + 1)) starts.push(at)
  if (starts.length < 2) return undefined
  const parts = starts.map((start, index) => bytes.subarray(index === 0 ? 0 : start, starts[index + 1] ?? bytes.length))
  return parts.every(recognises) ? parts.map((part, index) => ({ name: `message ${index + 1}`, bytes: part })) : undefined
}
