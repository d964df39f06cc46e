import { attributeOf, type HtmlElement, isElement, rawTextOf } from '../html/html-node.ts'
import { cleanDecoded } from '../text/clean-characters.ts'

/** What a page says of its story: schema.org first, then OpenGraph, then HTML's own. */
export interface Metadata {
  readonly headline?: string
  readonly description?: string
  readonly authors: readonly string[]
  readonly publisher?: string
  readonly section?: string
  readonly published?: string
  readonly modified?: string
  readonly language?: string
  /** its own address, as it names it */
  readonly address?: string
  /** readers pay for it */
  readonly paid: boolean
}

/** Types of schema.org that are a story: Article and what is below it. */
const STORY =
  /^(?:https?:\/\/schema\.org\/)?(?:Article|NewsArticle|AnalysisNewsArticle|BackgroundNewsArticle|OpinionNewsArticle|ReportageNewsArticle|ReviewNewsArticle|Report|BlogPosting|LiveBlogPosting|AdvertiserContentArticle)$/

/** Reads the metadata of a page; what is broken or of another shape says nothing. */
export function metadataOf(page: HtmlElement): Metadata {
  const all = [...elementsIn(page)]
  const metas = metaOf(all)
  const story = all.flatMap(linkedData).find(isStory) ?? {}
  const meta = (...names: readonly string[]) => names.map((name) => metas.get(name)).find((value) => value !== undefined)
  const html = all.find(({ name }) => name === 'html')
  const canonical = all.find((each) => each.name === 'link' && attributeOf(each, 'rel')?.toLowerCase() === 'canonical')
  const titles = all.filter(({ name }) => name === 'h1')
  return {
    ...some(
      'headline',
      textIn(story.headline) ?? (titles.length === 1 ? line(rawTextOf(titles[0]!)) : undefined) ?? meta('og:title', 'twitter:title'),
    ),
    ...some('description', textIn(story.description) ?? meta('og:description', 'description')),
    authors:
      namesIn(story.author).length > 0
        ? namesIn(story.author)
        : [meta('author', 'article:author')].flatMap((each) => (each && !/^https?:/.test(each) ? [each] : [])),
    ...some('publisher', namesIn(story.publisher)[0] ?? meta('og:site_name')),
    ...some('section', listIn(story.articleSection)[0] ?? meta('article:section')),
    ...some('published', textIn(story.datePublished) ?? meta('article:published_time', 'date', 'dc.date')),
    ...some('modified', textIn(story.dateModified) ?? meta('article:modified_time')),
    ...some('language', textIn(story.inLanguage) ?? (html && attributeOf(html, 'lang')) ?? meta('og:locale')),
    ...some('address', addressIn((canonical && attributeOf(canonical, 'href')) ?? meta('og:url') ?? textIn(story.url))),
    paid: story.isAccessibleForFree === false || /^false$/i.test(String(story.isAccessibleForFree)),
  }
}

type Json = Readonly<Record<string, unknown>>

function* elementsIn(element: HtmlElement): Generator<HtmlElement> {
  for (const child of element.children) {
    if (!isElement(child)) continue
    yield child
    yield* elementsIn(child)
  }
}

/** The first of each name counts. */
function metaOf(all: readonly HtmlElement[]): ReadonlyMap<string, string> {
  const metas = new Map<string, string>()
  for (const element of all) {
    if (element.name !== 'meta') continue
    const [name, content] = [attributeOf(element, 'property') ?? attributeOf(element, 'name'), attributeOf(element, 'content')]
    const text = content && line(content)
    if (name && text && !metas.has(name.toLowerCase())) metas.set(name.toLowerCase(), text)
  }
  return metas
}

/** The objects of a script of linked data, those of its `@graph` too. */
function linkedData(element: HtmlElement): readonly Json[] {
  if (element.name !== 'script' || attributeOf(element, 'type')?.toLowerCase() !== 'application/ld+json') return []
  try {
    return objectsIn(JSON.parse(rawTextOf(element)), 0)
  } catch {
    return []
  }
}

function objectsIn(value: unknown, depth: number): readonly Json[] {
  if (depth > 4 || typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.slice(0, 200).flatMap((each) => objectsIn(each, depth + 1))
  const object = value as Json
  return [object, ...objectsIn(object['@graph'], depth + 1), ...objectsIn(object.mainEntity, depth + 1)]
}

const isStory = (object: Json) => [object['@type']].flat().some((type) => typeof type === 'string' && STORY.test(type))

const line = (text: string) => cleanDecoded(text).text.replaceAll(/\s+/g, ' ').trim() || undefined
const textIn = (value: unknown) => (typeof value === 'string' ? line(value) : undefined)
const listIn = (value: unknown): readonly string[] => [value].flat().flatMap((each) => textIn(each) ?? [])

/** A person or an organisation: by name, or an object that has one, or several. */
const namesIn = (value: unknown): readonly string[] =>
  [value]
    .flat()
    .slice(0, 20)
    .flatMap((each) => textIn(typeof each === 'object' && each !== null ? (each as Json).name : each) ?? [])

function addressIn(text: string | undefined): string | undefined {
  const url = text === undefined ? undefined : URL.parse(text)
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined
}

const some = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
