import type { Note } from '@depesche/article/model'
import { check } from '../../draft.ts'
import { attribute, type Element, elements } from '../../xml/element.ts'
import { type Content, contentsOf, isCaption, languageIn, roleIn, rolesIn } from './components.ts'
import { type Rendition, renditionOf } from './rendition.ts'

/** The text of an item, and the components that it stands in, the outermost first. */
export interface Story {
  /** parts of the text that stand side by side, all of one kind */
  readonly renditions: readonly Rendition[]
  readonly chain: readonly Element[]
  readonly language: string | undefined
  readonly notes: readonly Note[]
}

interface Candidate {
  readonly rendition: Rendition
  readonly content: Content
  readonly language: string | undefined
  readonly rank: number
}

const KINDS: readonly Rendition['kind'][] = ['nitf', 'xhtml', 'html', 'plain']
const BODY = { part: 'body' }

/**
 * The text of an item among all its contents (NewsML 1.2, 5.4: components may be alternatives of each other, or parts): no caption; by its
 * role the main one; in the item's own language, else the desk's; NITF and XHTML before HTML in text, and that before plain. Contents beside
 * it in its component go on with it, unless they are alternatives; all other texts become Notes.
 */
export function storyIn(item: Element, desk: string): Story | undefined {
  const contents = contentsOf(item)
  const withFiles = new Set(contents.filter(({ element }) => attribute(element, 'Href') !== undefined).map(({ chain }) => chain.at(-1)))
  const candidates = contents.flatMap((content) => candidateOf(content, withFiles.has(content.chain.at(-1))))
  const outer = languageIn(elements(item, 'NewsComponent').slice(0, 1)) ?? attribute(item, 'xml:lang')
  const wanted = outer ?? (candidates.some(({ language }) => isSame(language, desk)) ? desk : undefined)
  const best = candidates.toSorted((a, b) => order(a, wanted) - order(b, wanted))[0]
  if (best === undefined) return undefined
  const isPart = (one: Candidate) => one === best || goesOn(best, one)
  const parts = candidates.filter(isPart)
  const others = candidates.filter((one) => !isPart(one))
  return {
    renditions: parts.map(({ rendition }) => rendition),
    chain: best.content.chain,
    language: best.language,
    notes: [...severalNotes(parts), ...otherNotes(best, others)],
  }
}

function candidateOf(content: Content, besideFile: boolean): readonly Candidate[] {
  const rendition = isCaption(content) ? undefined : renditionOf(content.element)
  if (rendition === undefined) return []
  const own = [rendition.element, rendition.holder, content.element].map((one) => attribute(one, 'xml:lang')).find(Boolean)
  return [{ rendition, content, language: own ?? languageIn(content.chain), rank: rankOf(content, besideFile) }]
}

const MAIN = /^(?:main|story|text|body|article)/

/** The main part of a supporting text is no main text. A text without a role beside a picture may be its caption. */
function rankOf({ chain }: Content, besideFile: boolean): number {
  const ranks = rolesIn(chain).map((role) => (MAIN.test(role) ? 0 : 4))
  return ranks.length > 0 ? Math.max(...ranks) : besideFile ? 2 : 1
}

function order({ rendition, language, rank }: Candidate, wanted: string | undefined): number {
  const same = language === undefined || wanted === undefined ? 1 : isSame(language, wanted) ? 0 : 2
  return rank * 100 + same * 10 + Math.max(KINDS.indexOf(rendition.kind), 1)
}

function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && base(one) === base(other)
}

const base = (tag: string) => tag.toLowerCase().split(/[-_]/)[0]

function goesOn(best: Candidate, { content, rendition, language }: Candidate): boolean {
  const component = best.content.chain.at(-1)
  const isAlternative = component === undefined || attribute(component, 'EquivalentsList')?.toLowerCase() === 'yes'
  const isAlike = rendition.kind === best.rendition.kind && rendition.kind !== 'nitf' && language === best.language
  return !isAlternative && isAlike && content.chain.at(-1) === component
}

function severalNotes(parts: readonly Candidate[]): readonly Note[] {
  if (parts.length < 2) return []
  return [check('several-bodies', `The item has ${parts.length} texts side by side; they were put one after another.`, BODY)]
}

/** A text in another role is told to the desk: it may be a story of its own. Its words are in a Note of their own. */
function otherNotes(best: Candidate, others: readonly Candidate[]): readonly Note[] {
  const roles = others.filter(({ rank }) => rank > Math.max(best.rank, 2)).map(({ content }) => roleIn(content.chain).slice(0, 60))
  if (roles.length === 0) return []
  const reason = `Beside its story the item has texts of another role (${[...new Set(roles)].slice(0, 5).join(', ')}); they are no part of it.`
  return [check('other-texts', reason, BODY)]
}
