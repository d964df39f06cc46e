import { blocksOfNodes, htmlBlocks } from '../../html/html-blocks.ts'
import { htmlNodesIn } from '../../html/html-of-element.ts'
import { nitfIn } from '../../newsml-g2/standard/nitf-text.ts'
import { withoutPageHead } from '../../newsml-g2/standard/page-head.ts'
import { passOverNames, type TextRead, told } from '../../newsml-g2/standard/text.ts'
import type { Desk, Reading } from '../../reader.ts'
import { plainBlocks } from '../../text/plain-blocks.ts'
import { type Element, elements } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'
import type { Rendition } from './rendition.ts'
import type { Story } from './story.ts'

export interface StoryRead extends TextRead {
  /** a NITF with all that it says of itself */
  readonly nitf: Reading | undefined
}

/** The blocks of an item's text, carried from now on. */
export function textOf(account: Tracked, story: Story | undefined, desk: Desk): StoryRead {
  const [first] = story?.renditions ?? []
  if (story === undefined || first === undefined) return { blocks: [], pictures: [], notes: [], nitf: undefined }
  if (first.kind === 'nitf') return fromNitf(account, first, desk)
  const read = story.renditions.map((one) => told(account, fromText(account, one)))
  return {
    blocks: read.flatMap(({ blocks }) => blocks),
    pictures: read.flatMap(({ pictures }) => pictures),
    notes: [...read.flatMap(({ notes }) => notes)],
    nitf: undefined,
  }
}

/** A NITF has an account of its own: what it does not carry is among its Notes. */
function fromNitf(account: Tracked, { element, holder }: Rendition, desk: Desk): StoryRead {
  const nitf = nitfIn(element, desk, account)
  passOver(account, account.whole(holder))
  return { ...told(account, { blocks: nitf.draft.content.blocks, pictures: [], notes: [] }), nitf }
}

function passOver(account: Tracked, element: Element): void {
  account.passOver(element, Object.keys(element.attributes))
  for (const child of elements(element)) passOver(account, child)
}

function fromText(account: Tracked, { kind, element, holder, text }: Rendition): TextRead {
  account.whole(holder)
  if (kind === 'html') return htmlBlocks(text)
  if (kind === 'plain') return { ...plainBlocks(text), pictures: [] }
  passOverNames(account, element)
  const page = withoutPageHead(element, account.said)
  const read = blocksOfNodes(htmlNodesIn(page.body))
  return { ...read, notes: [...page.notes, ...read.notes] }
}
