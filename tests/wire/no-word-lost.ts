import type { Element } from '@depesche/wire/xml/element'
import fc from 'fast-check'
import { expect } from 'vitest'
import { anyStep, change, written } from './changed-trees.ts'
import { wordsIn } from './wire-words.ts'
import { readOrRejected } from './word-sources.ts'

/** What trees are changed with. */
interface Changing {
  /** what an element may be renamed to */
  readonly names: readonly string[]
  readonly isCode: (element: Element, attribute: string) => boolean
  readonly runs: number
}

/** Property: each text of a tree, however it was changed, stands in the article or in the Notes, unless the whole is refused. */
export function expectNoWordLost(trees: readonly Element[], { names, isCode, runs }: Changing): void {
  fc.assert(
    fc.property(fc.nat(trees.length - 1), fc.array(anyStep, { minLength: 1, maxLength: 6 }), (index, steps) => {
      const labels = new Map<string, string>()
      const tree = steps.reduce((root, step) => change(root, step, names), trees[index]!)
      const texts = readOrRejected(new TextEncoder().encode(written(tree, labels, isCode)))
      if (texts === undefined) return
      const there = new Set(texts.flatMap(wordsIn))
      expect([...labels].filter(([label]) => !there.has(label))).toEqual([])
    }),
    { numRuns: runs },
  )
}
