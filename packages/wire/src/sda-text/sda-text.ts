import { type Content, type Draft, type Note, spansOf } from '@depesche/article/model'
import { decode, surelyUtf8 } from '../bytes/decode.ts'
import { peek } from '../bytes/peek.ts'
import { blank, check, hold, info, present } from '../draft.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { textIdentity } from '../life/identities.ts'
import { noHeadline, noText, readingText, withLede } from '../life/wire-content.ts'
import { noticeOf } from '../notice/notice-of.ts'
import type { Desk, Part, Reader, Reading, Upload } from '../reader.ts'
import { bodyOf } from '../text/body.ts'
import { cleanCharacters } from '../text/clean-characters.ts'
import { takeDateline } from '../text/dateline.ts'
import { groupsOf } from '../text/groups.ts'
import { copyOf, linesOf } from '../text/piece.ts'
import { refuseManyLines } from '../text/refuse-many-lines.ts'
import { takeSignOff } from '../text/sign-off.ts'
import { splitMessages } from '../text/split-messages.ts'
import { takeNotices } from '../text/take-notices.ts'
import { dayAt } from '../time/day.ts'
import type { Sent } from '../time/sent.ts'
import { frameOf, HEADER } from './frame.ts'
import { headLines } from './head-lines.ts'
import { countNotes, type Header, headerOf, sentOf } from './header.ts'

const LANGUAGES: Readonly<Record<string, string>> = { d: 'de', f: 'fr', i: 'it' }

/** The text wire of the Swiss agency (seen 2018 and 2019): lines of 70 columns between control bytes, ISO-8859-1. */
export const sdaText = { format: 'sda-text', recognises, read, split } as const satisfies Reader

function recognises(bytes: Uint8Array): boolean {
  const head = peek(bytes.subarray(0, 256))
  return HEADER.test(head) || /^[\x7f\s]{0,8}\x01\s?[a-z]{2,4}\d{2,4}\s/.test(head)
}

function split({ bytes }: Upload): readonly Part[] | undefined {
  return splitMessages(bytes, recognises)
}

function read({ bytes, received }: Upload, desk: Desk): Reading {
  const utf8 = surelyUtf8(bytes)
  const source = (utf8 ? decode(bytes, 'utf-8') : decode(bytes, 'windows-1252')) ?? ''
  const frame = frameOf(source)
  const header = headerOf(frame.header)
  const sent = sentOf(frame.trailer)
  const cleaned = cleanCharacters(frame.text)
  refuseManyLines(cleaned.text)
  const noticed = takeNotices(copyOf(cleaned.text, frame.textLine), { zone: desk.zone, reference: sent?.instant })
  const head = headLines(noticed)
  const signed = takeSignOff(head.copy)
  const dated = takeDateline(
    signed,
    linesOf(signed).find(({ state }) => state === 'text'),
  )
  const body = bodyOf(groupsOf(linesOf(dated)), true)
  const kicker = cleanCharacters(frame.catchword).text.replaceAll(/\s+/g, ' ').trim()
  const content: Content = present({
    headline: spansOf(head.headline),
    kicker: kicker === '' ? undefined : spansOf(kicker),
    blocks: withLede(body.blocks),
  })
  const language = chooseLanguage(LANGUAGES[header.service.at(-1) ?? ''], readingText(content), desk.language)
  const facts = factsOf(header, sent, head.slugs)
  const day = sent?.date ?? dayAt(received, desk.zone)
  const notice = noticeOf({ facts: dated.facts, text: cleaned.text, content, service: facts.service, identity: facts.identity, day })
  const draft = present({ ...blank, ...dated.facts, ...facts, language: language.language, content, notice })
  const saved = utf8 ? [info('saved-again', 'The dispatch is UTF-8: a copy that was saved again.')] : []
  const notes = [
    ...saved,
    ...frame.notes,
    ...countNotes(header, frame.text),
    ...cleaned.notes,
    ...dated.notes,
    ...head.notes,
    ...body.notes,
    ...language.notes,
    ...doubtsAbout(content),
  ]
  return { draft, notes: [...notes, ...timeNotes(sent, frame.trailer), ...missing(content, draft.instruction)] }
}

function factsOf(header: Header, sent: Sent | undefined, slugs: readonly string[]) {
  return {
    format: 'sda-text',
    identity: sent && textIdentity(header.service, header.number, sent.date),
    version: 1,
    slugline: slugs.length > 0 ? slugs.join(' - ') : undefined,
    provider: 'sda',
    service: header.service,
    urgency: header.urgency >= 1 ? header.urgency : undefined,
    subjects: [
      { scheme: 'sda-category', code: header.category },
      { scheme: 'sda-keyword', code: header.keyword },
    ],
    created: sent?.instant,
    versionCreated: sent?.instant,
  } as const
}

function timeNotes(sent: Sent | undefined, trailer: string): readonly Note[] {
  if (sent) return []
  return [
    check(
      'sent-unreadable',
      'The dispatch has no readable time of sending, so it has no identity of its own.',
      { part: 'identity' },
      trailer,
    ),
  ]
}

function missing(content: Content, instruction: Draft['instruction']): readonly Note[] {
  if (instruction === 'stop') return []
  const headless = content.headline.length === 0 ? [noHeadline()] : []
  if (content.blocks.length > 0) return headless
  return content.headline.length > 0
    ? [hold('no-text', 'The dispatch has a headline and no text.', { part: 'body' })]
    : [noHeadline(), noText()]
}
