import { createHash } from 'node:crypto'
import { type Block, type Content, type Draft, type Identity, type Note, plain, type Span, spansOf } from '@depesche/article/model'
import { peek, rootOf } from '../bytes/peek.ts'
import { blank, hold, info, present } from '../draft.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { statedEmbargo } from '../life/stated-embargo.ts'
import { saysTest, withoutTestMarker } from '../life/test-marks.ts'
import { hasText, noHeadline, noText, readingText } from '../life/wire-content.ts'
import type { Desk, Reader, Reading, Upload } from '../reader.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { at, elements, rawText } from '../xml/element.ts'
import { notCarried } from '../xml/not-carried.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { type Tracked, tracked } from '../xml/tracked.ts'
import { factsOf } from './facts.ts'
import { robotNote } from './robot-note.ts'

/**
 * A draft as the editorial system of the Swiss agency imports it (MARS, seen 2021): no schema, no id, no version, no date. It is always
 * an article of its own and held: a person lets it go, or the published item comes.
 */
export const mars = { format: 'mars', recognises, read } as const satisfies Reader

function recognises(bytes: Uint8Array): boolean {
  const root = rootOf(peek(bytes))
  return root?.name === 'document' && /<(?:catchword|typeextension|providerLocation)\b/.test(root.rest)
}

/** `@metadataid` of a language is a code of the system; the text of the element says it too. */
function read({ bytes }: Upload, desk: Desk): Reading {
  const decoded = decodeXml(bytes)
  const account = tracked(parseXml(decoded.text))
  const { root } = account
  const textElement = at(root, 'text')
  const html = htmlBlocks(rawText(textElement && account.whole(textElement)))
  const robot = robotNote(html.blocks)
  const marker = withoutTestMarker(account.text(at(root, 'title')) ?? '')
  const content = contentOf(account, marker.headline, robot.blocks)
  const language = chooseLanguage(account.text(at(root, 'language')), readingText(content), desk.language)
  const embargo = statedEmbargo(account.text(at(root, 'embargo')), desk.zone)
  const ednotes = [...['memo', 'note'].flatMap((name) => elements(root, name).flatMap((one) => account.text(one) ?? [])), ...robot.ednotes]
  const facts = factsOf(account)
  const draft: Draft = present({
    ...blank,
    ...facts.draft,
    format: 'mars',
    identity: identityOf(bytes),
    language: language.language,
    content,
    embargo: embargo.embargo,
    test: marker.test || ednotes.some(saysTest),
    machineMade: robot.machineMade,
    ednotes,
    byline: account.text(at(root, 'byline')),
    pictures: html.pictures,
  })
  return {
    draft,
    notes: [
      ...decoded.notes,
      hold('draft', 'This is a draft of the editorial system: it has neither identity nor date. A person lets it go.', { part: 'life' }),
      ...embargo.notes,
      ...facts.notes,
      ...html.notes,
      ...robot.notes,
      ...language.notes,
      ...(marker.test ? [info('test-marker', 'The headline was marked as a test; the marker was taken off.', { part: 'headline' })] : []),
      ...doubtsAbout(content),
      ...missing(content),
      ...notCarried(account, new Set(['metadataid'])),
    ],
  }
}

/** The lead stands apart from the text, and before it. */
function contentOf(account: Tracked, headline: string, blocks: readonly Block[]): Content {
  const { root } = account
  const line = (name: string): readonly Span[] | undefined => {
    const text = account.text(at(root, name))
    return text === undefined ? undefined : spansOf(text)
  }
  const lead = line('lead')
  const lede: readonly Block[] = lead === undefined ? [] : [{ kind: 'paragraph', lede: true, spans: lead }]
  return present({
    headline: spansOf(headline),
    subheadline: line('subheadline'),
    kicker: line('catchword'),
    shortHeadline: line('catchline') ?? line('shortname') ?? line('titleOnl'),
    blocks: [...lede, ...blocks],
  })
}

/** Of its bytes alone: the same draft twice is one article, and one that was changed is another. */
const identityOf = (bytes: Uint8Array): Identity => ({ scheme: 'upload', value: createHash('sha256').update(bytes).digest('hex') })

function missing({ headline, blocks }: Content): readonly Note[] {
  return [...(plain(headline) === '' ? [noHeadline()] : []), ...(hasText(blocks) ? [] : [noText()])]
}
