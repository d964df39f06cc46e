import type { Content, Draft, Note } from '@depesche/article/model'
import { blank, hold, info, present } from '../draft.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { noHeadline, noText, withLede } from '../life/wire-content.ts'
import type { Desk, Part, Reader, Reading, Upload } from '../reader.ts'
import { cleanCharacters } from '../text/clean-characters.ts'
import { takeDateline } from '../text/dateline.ts'
import { groupsOf } from '../text/groups.ts'
import { noticesIn, settledEmbargo, strongerInstruction } from '../text/notices-in.ts'
import { copyOf, linesOf } from '../text/piece.ts'
import { refuseManyLines } from '../text/refuse-many-lines.ts'
import { takeSignOff } from '../text/sign-off.ts'
import { splitMessages } from '../text/split-messages.ts'
import { takeNotices } from '../text/take-notices.ts'
import { dayAt } from '../time/day.ts'
import { sentOf } from '../time/sent.ts'
import { decodeMessage } from './character-sets.ts'
import { takeClosingLine } from './closing-line.ts'
import { factsOf, frameNotes, GENRES, identityOf } from './facts.ts'
import { frameOf } from './frame.ts'
import { takeHead } from './head.ts'
import { takeNotepad } from './notepad.ts'
import { messageNotice } from './notice.ts'
import { recognises } from './recognise.ts'
import { datelined, prose, storyOf } from './story.ts'
import { unwrapped } from './unwrap.ts'

/**
 * IPTC 7901, the text wire between control characters: the plain standard, and the dialect of dpa with remarks, sign `=`, notepad and
 * closing line. Times without a zone are the desk's.
 */
export const iptc7901 = { format: 'iptc7901', recognises, read, split } as const satisfies Reader

function split({ bytes }: Upload): readonly Part[] | undefined {
  return splitMessages(bytes, recognises)
}

function read({ bytes, received }: Upload, desk: Desk): Reading {
  const decoded = decodeMessage(bytes)
  const frame = frameOf(decoded.text)
  const sent = sentOf(frame.trailer, desk.zone)
  const cleaned = cleanCharacters(frame.text)
  refuseManyLines(cleaned.text)
  const reference = { zone: desk.zone, reference: sent?.instant ?? received }
  const pad = takeNotepad(takeClosingLine(copyOf(cleaned.text, frame.textLine)))
  const head = takeHead(pad.copy)
  const ednotes = [...head.remarks.filter((remark) => !GENRES.test(remark)), ...pad.items]
  const said = noticesIn(ednotes, reference)
  const signed = takeSignOff(takeNotices(head.copy, reference))
  const dated = takeDateline(signed, datelined(linesOf(signed)))
  const lines = unwrapped(linesOf(dated), cleaned.text.split('\n'), frame.textLine)
  const story = storyOf(groupsOf(lines), head)
  const content: Content = present({ ...story.content, blocks: withLede(story.body.blocks) })
  const language = chooseLanguage(undefined, prose(content), desk.language)
  const identity = identityOf(frame, sent)
  const facts = { ...dated.facts, ...said.facts, ednotes: [...ednotes, ...dated.facts.ednotes] }
  const embargo = settledEmbargo(dated.facts.embargo, said.facts.embargo, [...said.notes, ...dated.notes])
  const instruction = strongerInstruction(dated.facts.instruction, said.facts.instruction)
  const day = sent?.date ?? dayAt(received, desk.zone)
  const meant = {
    // only what speaks of another text: the notepad names much else
    facts: { ednotes: [...said.texts, ...dated.facts.ednotes], ...(instruction && { instruction }) },
    text: [...linesOf(pad.copy).map(({ text }) => text), ...said.texts].join('\n'),
    content,
    identity,
    day,
  }
  const draft: Draft = present({
    ...blank,
    ...facts,
    ...factsOf(frame, sent, identity, pad.copy.facts.credit),
    ...(instruction && { instruction }),
    embargo: embargo.embargo,
    notice: messageNotice(meant),
    byline: head.byline,
    genre: head.remarks.find((remark) => GENRES.test(remark)),
    language: language.language,
    content,
  })
  const notes = [
    ...(decoded.utf8 ? [] : [info('character-set', `The message was read as ${decoded.set}.`)]),
    ...frameNotes(frame, head, sent),
    ...cleaned.notes,
    ...embargo.notes,
    ...story.notes,
    ...language.notes,
    ...doubtsAbout(content),
  ]
  return { draft, notes: [...notes, ...missing(content, draft.instruction)] }
}

function missing(content: Content, instruction: Draft['instruction']): readonly Note[] {
  if (instruction === 'stop') return []
  const headless = content.headline.length === 0 ? [noHeadline()] : []
  if (content.blocks.length > 0) return headless
  return content.headline.length > 0
    ? [hold('no-text', 'The message has a headline and no text.', { part: 'body' })]
    : [noHeadline(), noText()]
}
