import { leavesOf } from './json-node.ts'
import type { View } from './view.ts'

/** Writes down as used what programs alone read: every single word below a place. Texts of several words stay, and become Notes. */
export function takeCodes(view: View): void {
  for (const { node } of view.node === undefined ? [] : leavesOf(view.node)) if (!/\s/.test(node.text.trim())) view.account.taken.add(node)
}
