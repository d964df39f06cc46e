import { blockText, type Content, type Draft, type Note, plain, Rejected } from '@depesche/article/model'
import { blank, check, info, present } from '../draft.ts'
import { decodeJson } from '../json/decode-json.ts'
import { notCarried } from '../json/not-carried.ts'
import { parseJson } from '../json/parse-json.ts'
import { splitJson } from '../json/split-json.ts'
import { topLevelOf } from '../json/top-level.ts'
import { lineOf, member, peekText, textOf, type View, viewOf } from '../json/view.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { saysTest } from '../life/test-marks.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../life/wire-content.ts'
import type { Desk, Part, Reader, Reading, Upload } from '../reader.ts'
import { cleanDecoded } from '../text/clean-characters.ts'
import { instantOfStamp } from '../time/stamp.ts'
import { bodyOf } from './body.ts'
import { CODES } from './codes.ts'
import { factsOf } from './facts.ts'
import { headlinesOf } from './headlines.ts'
import { isType, refuseKinds } from './kinds.ts'
import { identityOf, lifeOf } from './life.ts'
import { sourceTypeOf } from './source-type.ts'

/**
 * ninjs (IPTC, News in JSON) in both vocabularies: 1.0 to 1.6 and 2.0 to 3.1. Names are read in any case: 2.x writes
 * `pubstatus`, 3.x `pubStatus`.
 */
export const ninjs = { format: 'ninjs', recognises, read, split } as const satisfies Reader

/** Names that no other kind of JSON is likely to have beside `uri`. */
const VOCABULARY =
  /^(?:\$?standard|headlines?|headline_.+|body_.+|bodies|description_.+|descriptions|pubstatus|version-?created|first-?created|representationtype|embargoed(?:until)?|slugline|byline|located|renditions|associations|infosources?|eventdetails|plannedcoverage|trustindicators?|digitalsourcetype|altids|copyrightholder|copyrightnotice|usageterms|ednote|rightsinfo|person|people|organisations?|places?|subjects?)$/

function recognises(bytes: Uint8Array): boolean {
  const keys = topLevelOf(bytes)
  if (!keys.has('uri')) return false
  return isType(keys.get('type') ?? '') || [...keys.keys()].some((key) => VOCABULARY.test(key))
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
    throw new Rejected('json-several', `The file holds a list of ${only.items.length} items.`, 'Send one item per file.')
  const reading = readItem(viewOf(only), desk)
  return { draft: reading.draft, notes: [...decoded.notes, ...parsed.notes, ...reading.notes] }
}

function readItem(root: View, desk: Desk): Reading {
  const identity = identityOf(root)
  const body = bodyOf(root)
  const kinds = refuseKinds(
    root,
    body.blocks.some((block) => /[\p{L}\p{N}]/u.test(blockText(block))),
  )
  const life = lifeOf(root, identity, desk.zone)
  const headlines = headlinesOf(root)
  refuseEmpty(headlines.content, body.blocks.length, life.instruction)
  const ednotes = ednotesOf(root)
  const source = sourceTypeOf(root)
  const facts = factsOf(root, identity, body)
  const content: Content = { ...headlines.content, blocks: withLede(facts.blocks) }
  const language = chooseLanguage(lineOf(member(root, 'language')), readingText(content), desk.language)
  const instant = (...names: readonly string[]) => instantOfStamp(lineOf(member(root, ...names)), desk.zone)
  const draft: Draft = present({
    ...blank,
    ...facts.draft,
    format: 'ninjs',
    identity,
    version: life.version,
    language: language.language,
    content,
    instruction: life.instruction,
    withheld: life.withheld,
    embargo: life.embargo,
    expires: life.expires,
    test: headlines.test || ednotes.some(saysTest),
    machineMade: source.machineMade,
    ednotes,
    created: instant('firstCreated') ?? instant('contentCreated'),
    versionCreated: instant('versionCreated'),
  })
  const notes = [...life.notes, ...kinds, ...headlines.notes, ...body.notes, ...facts.notes, ...language.notes, ...source.notes]
  const doubts = [...partial(root), ...testNotes(draft.test), ...doubtsAbout(content), ...missing(draft)]
  return { draft, notes: [...cleanDecoded(root.account.texts.join('\n')).notes, ...notes, ...doubts, ...notCarried(root, CODES)] }
}

/** An item may name itself and nothing else. A kill needs no text. */
function refuseEmpty({ headline }: Omit<Content, 'blocks'>, blocks: number, instruction: Draft['instruction']): void {
  if (blocks > 0 || instruction === 'delete' || plain(headline) !== '') return
  throw new Rejected('ninjs-no-text', 'The item has neither a headline nor a text.', 'Send the item with its text (bodies).')
}

/** What is said to editors and about use: never published. */
function ednotesOf(root: View): readonly string[] {
  const names = ['edNote', 'usageTerms', 'copyrightNotice']
  return [...new Set(names.flatMap((name) => textOf(member(root, name)) ?? []))]
}

/** `representationType`: how complete this representation of the item is (1.x `incomplete`, 2.0 on `partial`). */
function partial(root: View): readonly Note[] {
  const type = peekText(member(root, 'representationType'))?.trim()
  if (!/^(?:incomplete|partial)$/i.test(type ?? '')) return []
  return [check('incomplete', 'The source says that this is not the whole item.', { part: 'body' }, type)]
}

function testNotes(test: boolean): readonly Note[] {
  return test ? [info('test', 'The item is a test: it never goes to a partner.', { part: 'test' })] : []
}

function missing({ content, instruction }: Draft): readonly Note[] {
  if (instruction === 'delete') return []
  const notes = plain(content.headline) === '' ? [noHeadline()] : []
  return hasText(content.blocks) ? notes : [...notes, noText()]
}
