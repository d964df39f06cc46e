import { type Block, blockText, type Note } from '@depesche/article/model'
import { info } from '../draft.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import { itemsOf, markupOf, member, peekText, say, textOf, type View, wordsKey } from '../json/view.ts'

export interface Notepad {
  /** never published */
  readonly ednotes: readonly string[]
  /** what `ednotes` says in this role, without its prefix: `embargo`, `correction` */
  readonly inRole: (role: string) => readonly string[]
  readonly notes: readonly Note[]
}

const PREFIX = 'dpaednoterole:'

/**
 * What is said to editors: the notepad (`public_html`, `nonpublic_html`; `header_html` is its title and says nothing), `ednotes` where
 * they say more, and the terms of use. "Public" means that a client's editors may see it, not its readers: none of it is ever published.
 */
export function notepadOf(root: View): Notepad {
  const notepad = member(root, 'notepad')
  markupOf(member(notepad, 'header_html'))
  const parts = ['public_html', 'nonpublic_html'].map((name) => htmlOf(member(notepad, name)))
  const sections = parts.flatMap(({ blocks }) => sectionsOf(blocks))
  const lines = new Set(['', ...sections.flatMap((section) => section.split('\n')).map(wordsKey)])
  const stated = itemsOf(member(root, 'ednotes')).map(ednoteOf)
  const more = stated.map(({ text }) => text).filter((text) => text.split('\n').some((line) => !lines.has(wordsKey(line))))
  const terms = ['copyrightnotice', 'usageterms', 'autopublishnotice'].flatMap((name) => textOf(member(root, name)) ?? [])
  const ednotes = [...new Set([...sections, ...more, ...terms])]
  const kept = parts.flatMap(({ notes }) => notes).filter(({ dropped }) => dropped)
  return {
    ednotes,
    inRole: (wanted) => stated.filter(({ role, text }) => role === PREFIX + wanted && text !== '').map(({ text }) => text),
    notes: sections.length + more.length === 0 ? kept : [...kept, noted()],
  }
}

interface Ednote {
  readonly role: string
  readonly text: string
}

/** An object with `role` and `ednote`, in which lists have become lines. */
function ednoteOf(view: View): Ednote {
  const text = textOf(view.node?.kind === 'text' ? view : member(view, 'ednote')) ?? ''
  return { role: peekText(member(view, 'role')) ?? '', text }
}

function htmlOf(view: View): { readonly blocks: readonly Block[]; readonly notes: readonly Note[] } {
  const markup = markupOf(view)
  const read = markup === undefined ? { blocks: [], notes: [] } : htmlBlocks(markup)
  for (const line of read.blocks.flatMap((block) => blockText(block).split('\n'))) say(view, line)
  return read
}

/** A heading with what stands below it is one note. */
function sectionsOf(blocks: readonly Block[]): readonly string[] {
  const sections: string[][] = []
  for (const block of blocks) {
    if (block.kind === 'crosshead' || sections.length === 0) sections.push([])
    sections.at(-1)!.push(blockText(block))
  }
  return sections.map((section) => section.join('\n'))
}

function noted(): Note {
  return info('notepad', 'What the source says to editors is kept apart; it is never published.', { part: 'ednotes' })
}
