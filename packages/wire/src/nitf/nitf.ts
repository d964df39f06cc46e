import { type Content, type Draft, type Note, plain, Rejected } from '@depesche/article/model'
import { peek, rootOf } from '../bytes/peek.ts'
import { blank, present } from '../draft.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { saysTest } from '../life/test-marks.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../life/wire-content.ts'
import type { Desk, Part, Reader, Reading, Upload } from '../reader.ts'
import { settledEmbargo, strongerInstruction } from '../text/notices-in.ts'
import { escapeBareAmpersands } from '../xml/bare-ampersands.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { at, type Element } from '../xml/element.ts'
import { notCarried } from '../xml/not-carried.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { tracked } from '../xml/tracked.ts'
import { CODES } from './codes.ts'
import { ednotesOf, taglineOf } from './ednotes.ts'
import { languageOf, rightsOf, urgencyOf } from './facts.ts'
import { headLines } from './head-lines.ts'
import { identityOf } from './identity.ts'
import { lifeOf } from './life.ts'
import { picturesOf } from './pictures.ts'
import { splitNitf } from './split-nitf.ts'
import { storyOf } from './story.ts'
import { subjectsOf } from './subjects.ts'

/** NITF 3.0 to 3.6 (IPTC), with or without its namespace. The DOCTYPE is skipped, never fetched. */
export const nitf = { format: 'nitf', recognises, read, split } as const satisfies Reader

function recognises(bytes: Uint8Array): boolean {
  return /^(?:[\w-]+:)?nitf$/i.test(rootOf(peek(bytes))?.name ?? '')
}

/** One document after another. */
function split({ bytes }: Upload): readonly Part[] | undefined {
  return splitNitf(bytes)
}

function read({ bytes }: Upload, desk: Desk): Reading {
  const decoded = decodeXml(bytes)
  const escaped = escapeBareAmpersands(decoded.text)
  const root = parseXml(escaped.text)
  if (root.name !== 'nitf')
    throw new Rejected(
      'nitf-names',
      `The elements are written “${root.name}”; NITF is XML since 3.0, with names in small letters.`,
      'Send NITF 3.',
    )
  const reading = readTree(root, desk)
  return { draft: reading.draft, notes: [...decoded.notes, ...escaped.notes, ...reading.notes] }
}

/** Reads a parsed document. */
export function readTree(root: Element, desk: Desk): Reading {
  const account = tracked(root)
  const docdata = at(account.root, 'head', 'docdata')
  const identified = identityOf(account, docdata)
  const life = lifeOf(account, docdata, identified, desk.zone)
  const editors = ednotesOf(account, { zone: desk.zone, reference: life.issued })
  const lines = headLines(account)
  const tagline = taglineOf(account)
  const body = storyOf(account, tagline.published)
  const content: Content = { ...lines.content, blocks: withLede(body.blocks) }
  const language = chooseLanguage(languageOf(account), readingText(content), desk.language)
  const pictures = picturesOf(account)
  const rights = rightsOf(account)
  const embargo = settledEmbargo(life.embargo, editors.facts.embargo, [...life.notes, ...editors.notes])
  const instruction = strongerInstruction(life.instruction, editors.facts.instruction)
  const draft: Draft = present({
    ...blank,
    ...subjectsOf(account),
    format: 'nitf',
    identity: identified.identity,
    version: identified.version,
    language: language.language,
    content,
    instruction,
    withheld: life.withheld,
    embargo: embargo.embargo,
    expires: life.expires,
    notice: life.notice,
    test: lines.test || editors.facts.test === true || editors.ednotes.some(saysTest),
    byline: lines.byline,
    dateline: lines.dateline ?? body.dateline,
    credit: tagline.credit ?? body.credit ?? rights.credit,
    provider: rights.provider,
    sources: [...new Set([...lines.sources, ...body.sources, ...tagline.sources])],
    authors: tagline.authors,
    ednotes: [...editors.ednotes, ...tagline.ednotes],
    urgency: urgencyOf(account) ?? editors.facts.urgency,
    pictures: pictures.pictures,
    created: (identified.version ?? 1) > 1 ? undefined : life.issued,
    versionCreated: life.issued,
  })
  return {
    draft,
    notes: [
      ...identified.notes,
      ...embargo.notes,
      ...lines.notes,
      ...body.notes,
      ...tagline.notes,
      ...pictures.notes,
      ...language.notes,
      ...doubtsAbout(content),
      ...missing(draft),
      ...notCarried(account, CODES),
    ],
  }
}

/** A kill needs no text. */
function missing({ content, instruction, pictures }: Draft): readonly Note[] {
  if (instruction === 'delete' || instruction === 'stop') return []
  const headless = plain(content.headline) === '' ? [noHeadline()] : []
  return hasText(content.blocks) || pictures.length > 0 ? headless : [...headless, noText()]
}
