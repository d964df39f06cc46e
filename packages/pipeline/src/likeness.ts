import { blockText, type Content, plain } from '@depesche/article/model'

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const textOf = (content: Content) => [plain(content.headline), ...content.blocks.map(blockText)].join('\n')

function shingles(content: Content): ReadonlySet<string> {
  const all = words(textOf(content))
  if (all.length < 3) return new Set([all.join(' ')])
  return new Set(all.slice(2).map((_, index) => all.slice(index, index + 3).join(' ')))
}

/** How much two texts share: 3-word shingles of the smaller that stand in the larger, 0 to 1. */
export function likeness(a: Content, b: Content): number {
  const [small, large] = [shingles(a), shingles(b)].toSorted((x, y) => x.size - y.size) as [ReadonlySet<string>, ReadonlySet<string>]
  let shared = 0
  for (const shingle of small) if (large.has(shingle)) shared++
  return shared / small.size
}

/** Same desk, same name, within a day: the next version, another story, or a doubt for the desk (LEDGER.md section 3). */
export function sameStory(a: Content, b: Content): 'yes' | 'no' | 'doubt' {
  const headline = (content: Content) => words(plain(content.headline)).join(' ')
  if (headline(a) === headline(b)) return 'yes'
  const share = likeness(a, b)
  return share >= 0.5 ? 'yes' : share < 0.1 ? 'no' : 'doubt'
}
