import { type Content, type Draft, type Note, plain, Rejected, spansOf } from '@depesche/article/model'
import { blank, dropped, info, present } from '../draft.ts'
import { decodeJson } from '../json/decode-json.ts'
import { notCarried } from '../json/not-carried.ts'
import { parseJson } from '../json/parse-json.ts'
import { splitJson } from '../json/split-json.ts'
import { topLevelOf } from '../json/top-level.ts'
import { lineOf, member, type View, viewOf, wordsKey } from '../json/view.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { saysTest, withoutTestMarker } from '../life/test-marks.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../life/wire-content.ts'
import type { Desk, Part, Reader, Reading, Upload } from '../reader.ts'
import { cleanDecoded } from '../text/clean-characters.ts'
import { instantOfStamp } from '../time/stamp.ts'
import { associatedWith } from './associations.ts'
import { bodyOf } from './body.ts'
import { factsOf } from './facts.ts'
import { identityOf, lifeOf } from './life.ts'
import { notepadOf } from './notepad.ts'
import { refuseKinds } from './refuse-kinds.ts'

/**
 * dpa's digitalwires (JSON, format 0.5 to 0.9; public examples of 2019 to 2025): one entry per document, the text as HTML, what is said to
 * editors in a notepad of its own.
 */
export const dpaDigitalwires = { format: 'dpa-digitalwires', recognises, read, split } as const satisfies Reader

/** Keys whose values programs read, in lower case: a single word under one of them is a code and no text. */
const CODES: ReadonlySet<string> = new Set('format type entry_id urn pubstatus signal language role qcode mimetype url'.split(' '))
const HEADLINE = { part: 'headline' }

function recognises(bytes: Uint8Array): boolean {
  const keys = topLevelOf(bytes)
  if (!keys.has('urn')) return false
  return keys.get('format')?.startsWith('digitalwires@') === true || (keys.has('article_html') && keys.has('dpasubject_names'))
}

/** A list, or one after another. */
function split({ bytes }: Upload): readonly Part[] | undefined {
  return splitJson(bytes)
}

function read({ bytes }: Upload, desk: Desk): Reading {
  const decoded = decodeJson(bytes)
  const parsed = parseJson(decoded.text)
  const { root } = parsed
  const only = root.kind === 'array' && root.items.length === 1 ? root.items[0]! : root
  if (only.kind === 'array')
    throw new Rejected('json-several', `The file holds a list of ${only.items.length} entries.`, 'Send one entry per file.')
  const reading = readEntry(viewOf(only), desk)
  return { draft: reading.draft, notes: [...decoded.notes, ...parsed.notes, ...reading.notes] }
}

function readEntry(root: View, desk: Desk): Reading {
  const identity = identityOf(root)
  const body = bodyOf(root)
  const notepad = notepadOf(root)
  const versionCreated = instantOfStamp(lineOf(member(root, 'version_created')), desk.zone)
  const life = lifeOf(root, notepad, desk.zone, versionCreated)
  refuseKinds(root, hasText(body.blocks) || life.instruction === 'delete')
  const facts = factsOf(root, body)
  const associated = associatedWith(root)
  const lines = linesOf(root)
  const content: Content = { ...lines.content, blocks: withLede(body.blocks) }
  const language = chooseLanguage(lineOf(member(root, 'language')), readingText(content), desk.language)
  const draft: Draft = present({
    ...blank,
    ...facts.draft,
    format: 'dpa-digitalwires',
    identity,
    version: life.version,
    language: language.language,
    content,
    instruction: life.instruction,
    withheld: life.withheld,
    embargo: life.embargo,
    test: lines.test || notepad.ednotes.some(saysTest),
    ednotes: notepad.ednotes,
    associations: associated.associations,
    pictures: [...associated.pictures, ...body.pictures],
    versionCreated,
  })
  const notes = [...life.notes, ...body.notes, ...notepad.notes, ...facts.notes, ...language.notes, ...teaserNotes(root, lines.headline)]
  const doubts = [...testNotes(lines.test, draft.test), ...doubtsAbout(content), ...missing(draft)]
  return { draft, notes: [...cleanDecoded(root.account.texts.join('\n')).notes, ...notes, ...doubts, ...notCarried(root, CODES)] }
}

interface Lines {
  readonly content: Omit<Content, 'blocks'>
  readonly headline: string
  readonly test: boolean
}

function linesOf(root: View): Lines {
  const marked = withoutTestMarker(lineOf(member(root, 'headline')) ?? '')
  const spans = (name: string) => {
    const line = lineOf(member(root, name))
    return line === undefined ? undefined : spansOf(line)
  }
  const content = { headline: spansOf(marked.headline), ...present({ kicker: spans('kicker'), subheadline: spans('subhead') }) }
  return { content, headline: marked.headline, test: marked.test }
}

/** A teaser is an advertisement for the story and no part of it; some repeat the headline. */
function teaserNotes(root: View, headline: string): readonly Note[] {
  const teaser = lineOf(member(root, 'teaser'))
  if (teaser === undefined || wordsKey(teaser) === wordsKey(headline)) return []
  return [dropped('teaser', 'The entry’s teaser is no part of the story.', {}, teaser)]
}

function testNotes(marker: boolean, test: boolean): readonly Note[] {
  const notes = marker ? [info('test-marker', 'The headline was marked as a test; the marker was taken off.', HEADLINE, '***TEST***')] : []
  return test ? [...notes, info('test', 'The entry is a test: it never goes to a partner.', { part: 'test' })] : notes
}

function missing({ content, instruction }: Draft): readonly Note[] {
  if (instruction === 'delete') return []
  const notes = plain(content.headline) === '' ? [noHeadline()] : []
  return hasText(content.blocks) ? notes : [...notes, noText()]
}
