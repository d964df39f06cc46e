import { type Block, blockText, type Content, type Note, plain } from '@depesche/article/model'
import { hold } from '../draft.ts'

/** True if the blocks hold anything to read. */
export function hasText(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind !== 'crosshead' && blockText(block).trim() !== '')
}

/** The first paragraph serves as the lede where the source marks none. */
export function withLede(blocks: readonly Block[]): readonly Block[] {
  if (blocks.some((block) => block.kind === 'paragraph' && block.lede)) return blocks
  const first = blocks.findIndex((block) => block.kind === 'paragraph')
  return blocks.map((block, index) => (index === first && block.kind === 'paragraph' ? { ...block, lede: true as const } : block))
}

/** Everything a language can be told from: headline and body, without kicker, dateline or notes. */
export function readingText(content: Content): string {
  return [plain(content.headline), ...content.blocks.map(blockText)].join('\n')
}

/** What a desk is told about a story with nothing in it. */
export function noText(): Note {
  return hold('no-text', 'There is no text: no paragraph, and no table with rows.', { part: 'body' })
}

/** What a desk is told about a story without a headline. */
export function noHeadline(): Note {
  return hold('no-headline', 'There is no headline.', { part: 'headline' })
}
