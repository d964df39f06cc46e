import type { Note } from '@depesche/article/model'
import { decodeHTMLStrict } from 'entities/decode'
import { check, info } from '../draft.ts'
import { repairMojibake } from './mojibake.ts'
import { lettersOf } from './words.ts'

export interface Cleaned {
  readonly text: string
  readonly notes: readonly Note[]
}

type Transform = (text: string) => Cleaned

/**
 * The characters of a text, made plain: line ends (CRLF, CR CR LF, CR, U+2028) become `\n`; mojibake and HTML entities are
 * decoded; soft hyphens, zero-width and direction characters go; every space of whatever width (no-break and thin ones
 * too) becomes an ordinary space, so that engines and the translation memory see one `48 317`; other control
 * characters become a space; NFC. A transform that would lose a letter or digit is undone, with a Note.
 */
export function cleanCharacters(source: string): Cleaned {
  return inTurn(source, [mojibake, entities, quotes, invisible, controls, spaces, composed])
}

/**
 * The same for a text whose format has its own escapes (a string of JSON, text of a parsed page): `&amp;` and `<<` in it are what they
 * look like.
 */
export function cleanDecoded(source: string): Cleaned {
  return inTurn(source, [mojibake, invisible, controls, spaces, composed])
}

function inTurn(source: string, transforms: readonly Transform[]): Cleaned {
  const start: Cleaned = { text: lineEnds(source), notes: [] }
  return transforms.reduce((before, transform) => {
    const after = transform(before.text)
    return { text: after.text, notes: [...before.notes, ...after.notes] }
  }, start)
}

/** CR CR LF is one line end written twice over, not a blank line. */
export function lineEnds(text: string): string {
  return text.replaceAll(/\r\r?\n|\r|\u2028|\u2029|\x0b|\x0c|\u0085/g, '\n')
}

const mojibake: Transform = (text) => {
  const { text: repaired, count, example } = repairMojibake(text)
  if (count === 0) return { text, notes: [] }
  return {
    text: repaired,
    notes: [check('mojibake', `${count} characters were decoded twice and were repaired (${example}). Look at the accented letters.`)],
  }
}

/** `&uuml;`, `&#8211;`, `&amp;`: only with their semicolon, and once (`&amp;lt;` is `&lt;`). */
const entities: Transform = (text) => {
  let count = 0
  let lost = 0
  const decoded = text.replaceAll(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi, (entity) => {
    const char = decodeHTMLStrict(entity)
    if (/[\x00-\x08\x0e-\x1f\ufffd]/.test(char)) lost++
    else if (char !== entity) count++
    return /[\x00-\x08\x0e-\x1f\ufffd]/.test(char) ? entity : char
  })
  const notes = count > 0 ? [info('entities-decoded', `${count} HTML entities were decoded.`)] : []
  return {
    text: decoded,
    notes: lost > 0 ? [...notes, check('entity-unreadable', `${lost} HTML entities name no character and were left.`)] : notes,
  }
}

/** The quotes of the text wire become the house's: `<<…>>` is «…». Only in pairs on one line. */
export const quotes: Transform = (text) => {
  const replaced = text
    .replaceAll(/<<([^<>\n]{1,2000})>>/g, '«$1»')
    .replaceAll(/<<(?=\p{L})/gu, '«')
    .replaceAll(/(?<=[\p{L}.!?…])>>/gu, '»')
  return replaced === text
    ? { text, notes: [] }
    : guarded(text, replaced, info('quotes-replaced', 'Quotation marks written << >> became « ».'))
}

const invisible: Transform = (text) => {
  const without = text.replaceAll(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
  const count = text.length - without.length
  return count === 0
    ? { text, notes: [] }
    : guarded(
        text,
        without,
        info('invisible-characters', `${count} invisible characters (soft hyphens, zero-width, direction) were taken out.`),
      )
}

const controls: Transform = (text) => {
  const replaced = text.replaceAll(/[\x00-\x08\x0e-\x1f\x7f-\x9f]/g, ' ')
  return replaced === text ? { text, notes: [] } : guarded(text, replaced, info('control-characters', 'Control characters were taken out.'))
}

const spaces: Transform = (text) => ({ text: text.replaceAll(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' '), notes: [] })

const composed: Transform = (text) => ({ text: text.normalize('NFC'), notes: [] })

/** A change that loses a letter or digit is undone and says so (house style 5). */
export function guarded(before: string, after: string, note: Note): Cleaned {
  if (lettersOf(before) === lettersOf(after)) return { text: after, notes: [note] }
  return { text: before, notes: [check('cleaning-undone', `A clean-up (${note.rule}) would have lost text; it was undone.`)] }
}
