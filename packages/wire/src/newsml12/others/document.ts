import { blockText, type Content, type Draft, type Note, plain, Rejected } from '@depesche/article/model'
import { blank, info, present } from '../../draft.ts'
import { blocksOfNodes, htmlBlocks } from '../../html/html-blocks.ts'
import { htmlNodesIn } from '../../html/html-of-element.ts'
import { chooseLanguage } from '../../language/choose-language.ts'
import { doubtsAbout } from '../../life/doubts.ts'
import { takeOpeningDateline } from '../../life/opening-dateline.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../../life/wire-content.ts'
import { lineIn } from '../../newsml-g2/standard/line.ts'
import { mergedLines, mergedLists, nitfIn, without } from '../../newsml-g2/standard/nitf-text.ts'
import { settledLife } from '../../newsml-g2/standard/settled.ts'
import { passOverNames, type TextRead, told } from '../../newsml-g2/standard/text.ts'
import type { Desk, Reading } from '../../reader.ts'
import { plainBlocks } from '../../text/plain-blocks.ts'
import { below, type Element, elements, rawText } from '../../xml/element.ts'
import { notCarried } from '../../xml/not-carried.ts'
import { type Tracked, tracked } from '../../xml/tracked.ts'
import { CODES } from './codes.ts'
import { factsOf } from './facts.ts'
import { lifeOf } from './life.ts'
import { linesOf } from './lines.ts'
import { picturesOf } from './pictures.ts'
import { encodedIn, type Story, storyIn } from './rendition.ts'

/**
 * Reads a parsed document of NewsML 1.0 to 1.2 with one NewsItem, by anyone.
 *
 * @throws Rejected for a document without an item, for an item without an identity, for pictures, recordings and parts of an item
 */
export function readOthers(root: Element, desk: Desk): Reading {
  const items = below(root, 'NewsItem')
  if (items.length === 0)
    throw new Rejected('newsml12-no-item', 'The document holds no NewsItem: catalogs or topics alone.', 'Send the items themselves.')
  if (items.length > 1)
    throw new Rejected(
      'newsml12-items',
      `The file holds ${items.length} articles (NewsItem); one is expected.`,
      'Send one article per file.',
    )
  const story = storyIn(items[0]!)
  // a NITF has an account of its own
  const document = story?.rendition.kind === 'nitf' ? without(root, story.rendition.element) : root
  const item = below(document, 'NewsItem')[0]!
  const chain = story === undefined ? [] : chainIn(items[0]!, item, story)
  return readItem(tracked(document), item, story && { ...story, chain }, desk)
}

/** The components of a text in a copy of the document: they stand at the same places. */
function chainIn(original: Element, copy: Element, story: Story): readonly Element[] {
  const chain: Element[] = []
  let [from, to] = [original, copy]
  for (const component of story.chain) {
    const found = elements(to, 'NewsComponent')[elements(from, 'NewsComponent').indexOf(component)]
    if (found === undefined) break
    chain.push(found)
    from = component
    to = found
  }
  return chain
}

function readItem(account: Tracked, item: Element, story: Story | undefined, desk: Desk): Reading {
  const comments = below(item, 'Comment').flatMap((comment) => account.text(comment, lineIn) ?? [])
  const life = lifeOf(account, item, comments, desk.zone)
  const lines = linesOf(account, item, story?.chain ?? [])
  const facts = factsOf(account, account.root, item)
  const pictures = picturesOf(account, item)
  const encoded = encodedIn(item).map((one) => account.whole(one))
  const nitf = story?.rendition.kind === 'nitf' ? nitfIn(story.rendition.element, desk, account) : undefined
  const text: TextRead = nitf ? told(account, { blocks: nitf.draft.content.blocks, pictures: [], notes: [] }) : textOf(account, story)
  const merged = mergedLines(
    lines.content,
    { ...facts.draft, ...lines.fields, ...(lines.dateline && { dateline: lines.dateline }) },
    nitf?.draft,
  )
  const settled = settledLife(life, life.editors, nitf, lines.test)
  refuse(item, text, plain(merged.content.headline) !== '', settled.instruction === 'delete' || settled.withheld)
  const opening = nitf?.draft.dateline ? { blocks: text.blocks, sources: [], notes: [] } : takeOpeningDateline(text.blocks, lines.printed)
  const content: Content = { ...merged.content, blocks: withLede(opening.blocks) }
  const language = chooseLanguage(story?.language ?? facts.language, readingText(content), desk.language)
  const ednotes = [...new Set([...comments, ...lines.rights, ...facts.rights])]
  const { notes: _, ...becomes } = settled
  const { identity, version, created, versionCreated } = life
  const draft = mergedLists(
    present({
      ...blank,
      ...facts.draft,
      ...lines.fields,
      ...merged.fields,
      ...becomes,
      identity,
      version,
      created,
      versionCreated,
      format: 'newsml12' as const,
      language: language.language,
      content,
      dateline: merged.fields.dateline ?? lines.dateline ?? ('dateline' in opening ? opening.dateline : undefined),
      credit: lines.fields.credit ?? nitf?.draft.credit ?? ('credit' in opening ? opening.credit : undefined),
      sources: [...new Set([...facts.draft.sources, ...lines.sources, ...opening.sources])],
      subjects: [...facts.draft.subjects, ...lines.keywords.map((name) => ({ scheme: 'keyword', code: name, name }))],
      urgency: facts.draft.urgency ?? nitf?.draft.urgency,
      ednotes,
      pictures: [...pictures, ...text.pictures],
    }),
    nitf?.draft,
  )
  return {
    draft,
    notes: [
      ...settled.notes,
      ...facts.notes,
      ...lines.notes,
      ...merged.notes,
      ...text.notes,
      ...opening.notes,
      ...encoded.map(({ line }) => info('encoded', 'A file stands in the item as letters; it is no part of the text.', { line })),
      ...language.notes,
      ...(draft.test ? [info('test', 'The item is a test: it never goes to a partner.', { part: 'test' })] : []),
      ...doubtsAbout(content),
      ...missing(draft),
      ...notCarried(account, CODES),
    ],
  }
}

function textOf(account: Tracked, story: Story | undefined): TextRead {
  if (story === undefined) return { blocks: [], pictures: [], notes: [] }
  const { kind, element } = story.rendition
  account.whole(element)
  if (kind === 'html') return told(account, htmlBlocks(rawText(element)))
  if (kind === 'plain') return told(account, { ...plainBlocks(rawText(element)), pictures: [] })
  passOverNames(account, element)
  return told(account, blocksOfNodes(htmlNodesIn(element)))
}

/** Throws `Rejected` for what is no story: pictures, recordings, parts of an item. */
function refuse(item: Element, text: TextRead, hasHeadline: boolean, isTakenBack: boolean): void {
  if (isTakenBack || text.blocks.some((block) => /[\p{L}\p{N}]/u.test(blockText(block)))) return
  if (elements(item, 'Update').length > 0)
    throw new Rejected(
      'newsml12-update',
      'The item brings parts of an earlier one (Update), which are not applied.',
      'Send the whole item.',
    )
  if (below(item, 'TopicSet').length > 0 && !hasHeadline)
    throw new Rejected('newsml12-topics', 'The item is a set of topics, not an article.', 'Send the articles that use it.')
  const kinds = below(item, 'MediaType').map((one) => (one.attributes.FormalName ?? '').toLowerCase())
  const kind = ['photo', 'picture', 'image', 'graphic', 'video', 'audio', 'animation'].find((one) =>
    kinds.some((said) => said.includes(one)),
  )
  if (kind !== undefined)
    throw new Rejected(
      'newsml12-media',
      `The item is a file of the kind “${kind}” without a text.`,
      'Send the articles that it belongs to.',
    )
}

/** A kill needs no text. */
function missing({ content, instruction }: Draft): readonly Note[] {
  if (instruction === 'delete' || instruction === 'stop') return []
  const notes = plain(content.headline) === '' ? [noHeadline()] : []
  return hasText(content.blocks) ? notes : [...notes, noText()]
}
