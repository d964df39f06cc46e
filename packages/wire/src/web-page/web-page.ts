import { type Content, type Draft, type Note, plain, Rejected, spansOf } from '@depesche/article/model'
import { Readability } from '@mozilla/readability'
import JSDOMParser from '@mozilla/readability/JSDOMParser.js'
import { byteOrderMark, decode, encodingOf } from '../bytes/decode.ts'
import { peek, rootOf } from '../bytes/peek.ts'
import { blank, check, dropped, present } from '../draft.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import type { HtmlElement } from '../html/html-node.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../life/wire-content.ts'
import type { Desk, Reader, Reading, Upload } from '../reader.ts'
import { cleanDecoded } from '../text/clean-characters.ts'
import { wordsOf } from '../text/words.ts'
import { instantOfStamp } from '../time/stamp.ts'
import { aroundStory } from './around-story.ts'
import { markupOf } from './markup.ts'
import { type Metadata, metadataOf } from './metadata.ts'
import { parsePage } from './parse-page.ts'
import { sweptBlocks } from './swept-blocks.ts'

/**
 * The source of a web page: the story is found by Readability (as in Firefox's reader view), what the page says of it is schema.org's,
 * OpenGraph's and HTML's metadata, and the rules for pasted text still run over it. A page is somebody's: a person should look.
 */
export const webPage = { format: 'web-page', recognises, read } as const satisfies Reader

function recognises(bytes: Uint8Array): boolean {
  return /^html$/i.test(rootOf(peek(bytes))?.name ?? '')
}

function read({ bytes }: Upload, desk: Desk): Reading {
  const page = parsePage(textOf(bytes))
  const metadata = metadataOf(page)
  const story = storyIn(page, metadata.address)
  const html = htmlBlocks(story.html)
  const swept = sweptBlocks(withoutHeadline(html.blocks, metadata.headline ?? story.title))
  const content: Content = { headline: spansOf(metadata.headline ?? story.title), blocks: withLede(swept.blocks) }
  const language = chooseLanguage(metadata.language, readingText(content), desk.language)
  const byline = metadata.authors.length > 0 ? metadata.authors.join(', ') : story.byline
  const draft: Draft = present({
    ...blank,
    ...swept.facts,
    format: 'web-page',
    identity: metadata.address === undefined ? undefined : { scheme: 'web' as const, value: metadata.address },
    language: language.language,
    content,
    byline: swept.facts.byline ?? byline,
    sources: [...new Set([...swept.facts.sources, ...(metadata.publisher ? [metadata.publisher] : [])])],
    pictures: html.pictures,
    created: instantOfStamp(metadata.published, desk.zone),
    versionCreated: instantOfStamp(metadata.modified ?? metadata.published, desk.zone),
  })
  const notes = [
    ofSomebody(metadata),
    ...html.notes,
    ...swept.notes,
    ...language.notes,
    ...description(metadata, content),
    ...doubtsAbout(content),
    ...missing(content),
  ]
  const captions = html.pictures.flatMap(({ caption }) => caption ?? [])
  return { draft, notes: [...notes, ...aroundStory(page, content, notes, [...captions, byline ?? '', metadata.publisher ?? ''])] }
}

/** By its byte order mark, else as the page says in its first 4 KB, else UTF-8 where that is valid, else windows-1252 (WHATWG HTML, 13.2.3). */
function textOf(bytes: Uint8Array): string {
  const marked = byteOrderMark(bytes)
  const label = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(peek(bytes.subarray(0, 4096)))?.[1]
  const said = label === undefined ? undefined : encodingOf(label)
  const text = [marked, said, 'utf-8' as const, 'windows-1252' as const]
    .map((each) => each && decode(bytes, each))
    .find((each) => each !== undefined)
  return text ?? ''
}

interface Story {
  readonly title: string
  readonly html: string
  readonly byline?: string
}

/** Throws `Rejected` where there is no story: a list of others, a form, an error page. */
function storyIn(page: HtmlElement, address: string | undefined): Story {
  const document = new JSDOMParser().parse(markupOf(page), address ?? 'https://page.invalid/')
  const found =
    document.documentElement === null ? null : new Readability(document as never, { charThreshold: 250, disableJSONLD: true }).parse()
  if (!found?.content || wordsOf(found.textContent ?? '').length < 20)
    throw new Rejected('no-story', 'No story was found in the page.', 'Copy the text of the article from the page and send that.')
  const title = cleanDecoded(found.title ?? '').text.trim()
  return { title, html: found.content, ...(found.byline ? { byline: cleanDecoded(found.byline).text.trim() } : {}) }
}

/** The page's own headline opens some stories once more. */
function withoutHeadline(blocks: Content['blocks'], headline: string): Content['blocks'] {
  const [first, ...rest] = blocks
  return first?.kind === 'crosshead' && keyOf(plain(first.spans)) === keyOf(headline) ? rest : blocks
}

const keyOf = (text: string) => wordsOf(text).join(' ')

function ofSomebody({ publisher, paid }: Metadata): Note {
  const whose = publisher === undefined ? 'of somebody else' : `of “${publisher}”`
  const price = paid ? ', and readers pay for it there' : ''
  return check('web-page', `This is the source of a web page ${whose}${price}: make sure that you may use it.`, { part: 'source' })
}

/** What a page says of its story in a sentence or two stands in the story as a rule; where it does not, it is told. */
function description({ description: text, section }: Metadata, content: Content): readonly Note[] {
  const story = keyOf(readingText(content))
  const left = [text, section].flatMap((each) => (each && !story.includes(keyOf(each)) ? [each] : []))
  return left.length === 0
    ? []
    : [dropped('page-description', 'The page’s own summary or section is no part of the story.', {}, left.join('\n'))]
}

function missing({ headline, blocks }: Content): readonly Note[] {
  return [...(plain(headline) === '' ? [noHeadline()] : []), ...(hasText(blocks) ? [] : [noText()])]
}
