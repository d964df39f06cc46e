import type { Note } from '@depesche/article/model'
import { info } from '../draft.ts'
import { type Copy, type Cut, cut, type Line, linesOf } from '../text/piece.ts'

/** What stands below the story for editors, a text for each item: `Redaktionelle Hinweise: dpa-Eilmeldung`. */
export interface Notepad {
  readonly copy: Copy
  readonly items: readonly string[]
}

const OPENING = /^\s{0,3}(?:#{1,3}\s*)?(?:dpa-)?(?:notizblock|notepad|bloc de notas|bloc-notes)\s*:?\s*$/iu
const INTERNAL =
  /^\W{0,4}(?:die folgenden (?:informationen|angaben) sind nicht zur veröffentlichung|the following information is not (?:intended )?for publication|los siguientes datos no están destinados a la publicación|les informations suivantes ne sont pas destinées à la publication)/iu

/**
 * Takes the notepad off the end of the text: all from its title (`# Notizblock`), or from the line that says that what follows is not to be
 * published. It is never published; each item with its section's title is a note for editors.
 */
export function takeNotepad(copy: Copy): Notepad {
  const lines = linesOf(copy)
  const at = lines.findIndex(({ text }) => OPENING.test(text) || INTERNAL.test(text))
  if (at < 0) return { copy, items: [] }
  const pad = lines.slice(at).filter(({ state }) => state === 'text')
  const cuts = pad.map(({ number }): Cut => ({ line: number, fate: 'taken', part: 'ednotes', rule: 'notepad', reason: '' }))
  const taken = cut(copy, cuts)
  const items = itemsOf(pad)
  return { copy: { ...taken, notes: [...copy.notes, ...noteOf(pad)] }, items }
}

function itemsOf(pad: readonly Line[]): readonly string[] {
  const items: string[] = []
  let section = ''
  let open = false
  for (const { text } of pad) {
    const line = text.trim()
    const title = /^#{1,3}\s*(.{1,80})$/.exec(line)?.[1]
    if (title !== undefined) section = OPENING.test(line) ? '' : title
    else if (/^[*\s]+$/.test(line)) section = ''
    else if (/^[-•*]\s/.test(line) || !open) items.push(`${section === '' ? '' : `${section}: `}${line.replace(/^[-•*]\s+/, '')}`)
    else items[items.length - 1] += ` ${line}`
    open = title === undefined && !/^[*\s]+$/.test(line)
  }
  return items
}

function noteOf(pad: readonly Line[]): readonly Note[] {
  const text = pad.map((line) => line.text.trim()).join('\n')
  const reason = 'The notepad was taken off the text; it is for editors and never published.'
  return [info('notepad', reason, { part: 'ednotes', line: pad[0]!.number }, text)]
}
