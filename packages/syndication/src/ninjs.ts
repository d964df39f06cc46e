/**
 * ninjs 3.1 (IPTC, News in JSON; schema ninjs-schema_3.1.json). The schema takes no fields of one's own
 * (`unevaluatedProperties: false`), so provenance stands in `altIds`, `infoSources`, `trustIndicators` and
 * `digitalSourceType`: docs/formats.md has the table.
 */
import { type Article, blockText, type Coded, type Content, plain } from '@depesche/article/model'
import { bodyHtml } from './html.ts'
import { languageName, machineLabel } from './labels.ts'
import type { Provenance, RenditionInput } from './rendition.ts'

export type Json = Record<string, unknown>

const SCHEMA = 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json'
const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/'
const SUBJECTS: Readonly<Record<string, string>> = {
  iptc: 'http://cv.iptc.org/newscodes/subjectcode/',
  medtop: 'http://cv.iptc.org/newscodes/mediatopic/',
}

/** The item's URI: one per article and language, the same through all versions. */
export function itemUri(id: string, language: string): string {
  return `urn:x-depesche:${id}:${language}`
}

/** One ninjs 3.1 document; the same input gives the same object. Instants are UTC with `Z`. */
export function ninjs(input: RenditionInput): Json {
  const { article, content, language, provenance } = input
  const made = provenance?.at ?? article.versionCreated ?? article.received
  return {
    uri: itemUri(article.id, language),
    type: article.type,
    representationType: 'full',
    profile: 'depesche-1',
    standard: { name: 'ninjs', version: '3.1', schema: SCHEMA },
    version: `${article.version}.${input.edition}`,
    firstCreated: article.created ?? article.received,
    versionCreated: made,
    contentCreated: article.versionCreated ?? article.received,
    pubStatus: 'usable',
    language,
    ...(article.urgency === undefined ? {} : { urgency: article.urgency }),
    headlines: headlines(content),
    descriptions: descriptions(input),
    bodies: bodies(content),
    ...(article.slugline ? { slugline: article.slugline } : {}),
    ...(article.byline ? { by: article.byline } : {}),
    ...(article.dateline ? { located: input.located ?? article.dateline.place } : {}),
    subjects: article.subjects.map(subject),
    places: article.places.map(concept),
    ...(article.people?.length ? { people: article.people.map(concept) } : {}),
    ...(article.organisations?.length ? { organisations: article.organisations.map(concept) } : {}),
    ...(article.genre ? { genres: [{ name: article.genre }] } : {}),
    infoSources: infoSources(input),
    digitalSourceType: sourceType(article, provenance),
    trustIndicators: trust(input),
    altIds: altIds(input),
    associations: siblings(input),
    ...(provenance ? { usageTerms: labelOf(input) } : {}),
    ...(article.credit ? { copyrightHolder: article.credit } : {}),
  }
}

function headlines(content: Content): Json[] {
  const roles = { main: content.headline, subheadline: content.subheadline, kicker: content.kicker, short: content.shortHeadline }
  return Object.entries(roles).flatMap(([role, spans]) =>
    spans === undefined || spans.length === 0 ? [] : [{ role, contentType: 'text/plain', value: plain(spans) }],
  )
}

function descriptions(input: RenditionInput): Json[] {
  const label = labelOf(input)
  return label === undefined ? [] : [{ role: 'machine-translation-label', contentType: 'text/plain', value: label }]
}

/** What readers must see; `undefined`: these are the source's own words. */
function labelOf({ article, language, provenance, approvedAt }: RenditionInput): string | undefined {
  return provenance && machineLabel(language, article.language, provenance.grade, approvedAt !== undefined)
}

function bodies(content: Content): Json[] {
  const text = content.blocks.map(blockText).join('\n\n')
  const counts = { wordCount: text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0, charCount: [...text].length }
  return [
    { role: 'html', contentType: 'text/html', ...counts, value: bodyHtml(content.blocks) },
    { role: 'text', contentType: 'text/plain', ...counts, value: text },
  ]
}

function coded({ scheme, code, name }: Coded, base?: string): Json {
  const uri = base ? base + encodeURIComponent(code.toWellFormed()) : scheme === 'uri' ? URL.parse(code)?.href : undefined
  return { ...(name ? { name } : {}), literal: `${scheme}:${code}`, ...(uri ? { uri } : {}) }
}
const subject = (coding: Coded) => coded(coding, SUBJECTS[coding.scheme])
const concept = (coding: Coded) => coded(coding)

function infoSources({ article, provenance, credit = article.credit }: RenditionInput): Json[] {
  return [
    ...(article.provider ? [{ role: 'provider', name: article.provider }] : []),
    ...article.sources.map((name) => ({ role: 'source', name })),
    ...(credit ? [{ role: 'credit', name: credit }] : []),
    ...(provenance ? [{ role: 'translator', name: provenance.label, literal: provenance.engine }] : []),
  ]
}

/** IPTC digital source types: who or what made these words. */
function sourceType(article: Article, provenance: Provenance | undefined): Json {
  const type = (literal: string, name: string) => ({ name, literal, uri: SOURCE_TYPES + literal })
  if (provenance?.method === 'neural') return type('trainedAlgorithmicMedia', 'Created using Generative AI')
  if (provenance) return type('algorithmicMedia', 'Pure algorithmic media')
  return article.machineMade ? type('dataDrivenMedia', 'Data-driven media') : type('digitalCreation', 'Digital creation')
}

function trust({ provenance, approvedAt, edited }: RenditionInput): Json[] {
  if (provenance === undefined) return []
  return [
    { role: 'urn:x-depesche:translation-grade', title: provenance.grade },
    { role: 'urn:x-depesche:translation-route', title: provenance.route },
    { role: 'urn:x-depesche:translated-at', title: provenance.at },
    { role: 'urn:x-depesche:edited-by-a-person', title: edited ?? 'no' },
    ...(approvedAt ? [{ role: 'urn:x-depesche:approved-by-a-person', title: approvedAt }] : []),
  ]
}

function altIds({ article, articleHash, edition }: RenditionInput): Json[] {
  return [
    { role: 'depesche-id', value: article.id },
    { role: `provider-${article.identity.scheme}`, value: article.identity.value },
    { role: 'source-version', value: String(article.version) },
    { role: 'source-language', value: article.language },
    { role: 'source-sha256', value: articleHash },
    { role: 'edition', value: String(edition) },
  ]
}

/** A link inside our own API, before anybody knows where it is reached: `resolveLinks` puts the origin in. */
const LINK = 'depesche:'

/** The same article in the product's other languages. A language that is not out yet answers 404 until it is. */
function siblings({ article, product, language }: RenditionInput): Json[] {
  return product.languages
    .filter((other) => other !== language)
    .map((other) => ({
      name: `${other === article.language ? 'original' : 'translation'}-${other}`,
      uri: itemUri(article.id, other),
      type: article.type,
      language: other,
      title: languageName(other, language),
      renditions: [
        { name: 'ninjs', href: `${LINK}/v1/feeds/${product.name}/${other}/items/${article.id}`, contentType: 'application/json' },
      ],
    }))
}

interface Linked {
  readonly renditions?: readonly { readonly href?: string }[]
}

/**
 * A ninjs document of ours with its sibling links made whole. `resolve` takes the path (`/v1/feeds/…`) and answers the
 * absolute URL that this reader can follow.
 */
export function resolveLinks(item: Json, resolve: (path: string) => string): Json {
  if (item.associations === undefined) return item
  const associations = item.associations as readonly Linked[]
  const whole = (href: string | undefined) => (href?.startsWith(LINK) ? resolve(href.slice(LINK.length)) : href)
  return {
    ...item,
    associations: associations.map((association) => ({
      ...association,
      renditions: association.renditions?.map((rendition) => ({ ...rendition, href: whole(rendition.href) })),
    })),
  }
}
