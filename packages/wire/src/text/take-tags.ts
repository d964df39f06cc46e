import type { Note } from '@depesche/article/model'
import { dropped } from '../draft.ts'
import type { Copy, Piece } from './piece.ts'

const TAG =
  /<\/?(?:p|br|b|i|u|em|strong|span|div|a|h[1-6]|ul|ol|li|img|small|sup|sub|blockquote|figure|figcaption|section|article|hr)(?:\s[^<>\n]{0,1000})?\/?>/gi

/** Cuts HTML tags out of lines that hold words too; lines of nothing but tags are residue and left to its rules. */
export function takeTags(copy: Copy): Copy {
  const notes: Note[] = []
  const pieces = copy.pieces.flatMap((piece): readonly Piece[] => {
    if (!piece.text.includes('<')) return [piece]
    const tags = piece.text.match(TAG) ?? []
    if (tags.length === 0 || piece.text.replaceAll(TAG, '').trim() === '') return [piece]
    notes.push(dropped('residue-tag', 'HTML tags were taken out of the line.', { line: piece.line }, tags.join(' ')))
    return parts(piece)
  })
  return { ...copy, pieces, notes: [...copy.notes, ...notes] }
}

function parts(piece: Piece): readonly Piece[] {
  let at = 0
  const found = [...piece.text.matchAll(TAG)].flatMap((match): readonly Piece[] => {
    const before: Piece = { ...piece, text: piece.text.slice(at, match.index) }
    at = match.index + match[0].length
    return [before, { ...piece, text: match[0], fate: 'dropped' }]
  })
  return [...found, { ...piece, text: piece.text.slice(at) }].filter(({ text }) => text !== '')
}
