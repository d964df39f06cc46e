import { type Note, Rejected } from '@depesche/article/model'
import { blank, present } from '../draft.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { readingText } from '../life/wire-content.ts'
import { noticeOf } from '../notice/notice-of.ts'
import type { Desk, Reader, Reading, Upload } from '../reader.ts'
import { cleanCharacters } from '../text/clean-characters.ts'
import { decodeText } from '../text/decode-text.ts'
import { normalizeText } from '../text/normalize-text.ts'
import { refuseManyLines } from '../text/refuse-many-lines.ts'
import { dayAt } from '../time/day.ts'

/**
 * Plain text as a person pastes it from a web page, a mail or an editing system. The fallback of the registry: it recognises
 * everything, so it is asked last.
 */
export const textPaste = { format: 'text-paste', recognises: () => true, read } as const satisfies Reader

function read({ bytes, received }: Upload, desk: Desk): Reading {
  const decoded = decodeText(bytes)
  const cleaned = cleanCharacters(decoded.text)
  refuse(cleaned.text)
  const { content, facts, notes } = normalizeText(cleaned.text, { zone: desk.zone, reference: received })
  const story = readingText(content)
  const language = chooseLanguage(undefined, /\p{L}/u.test(story) ? story : cleaned.text, desk.language)
  const notice = noticeOf({ facts, text: cleaned.text, content, day: dayAt(received, desk.zone) })
  const draft = present({ ...blank, ...facts, notice, format: 'text-paste', language: language.language, content })
  return { draft, notes: inOrder([...decoded.notes, ...cleaned.notes, ...language.notes, ...notes, ...doubtsAbout(content)]) }
}

function refuse(text: string): void {
  if (text.trim() === '') throw new Rejected('empty', 'The file holds no text.', 'Send the text of the article.')
  if (!/\p{L}/u.test(text)) throw new Rejected('no-letters', 'The file holds no words.', 'Send the text of the article.')
  refuseManyLines(text)
}

/** Notes about the whole first, then down the page. */
function inOrder(notes: readonly Note[]): readonly Note[] {
  return notes.toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0))
}
