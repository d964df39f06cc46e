import type { Json } from '../ninjs.ts'
import { htmlTree, textOfHtml } from './html-tree.ts'

/** A coded fact of a ninjs document: `iptc:15000000`. */
export interface CodedFact {
  readonly literal: string
  readonly name?: string
  readonly uri?: string
}

/** The article in another language of the product. */
export interface Sibling {
  readonly uri: string
  readonly language: string
  readonly title: string
  readonly isOriginal: boolean
  readonly href?: string
}

/** Who translated, how well, and who looked at it. Absent for the source's own words. */
export interface Translated {
  readonly engine: string
  readonly label: string
  readonly grade: string
  readonly route: string
  readonly at: string
  readonly edited: string
  readonly approvedAt?: string
}

/** A ninjs document of ours as the writers of other formats need it. Instants are UTC with `Z`. */
export interface Item {
  readonly uri: string
  readonly id: string
  readonly type: string
  /** `{version}.{edition}` */
  readonly version: string
  readonly language: string
  readonly firstCreated: string
  readonly versionCreated: string
  readonly contentCreated: string
  readonly urgency?: number
  /** by role: `main`, `subheadline`, `kicker`, `short` */
  readonly headlines: Readonly<Record<string, string>>
  readonly html: string
  readonly text: string
  readonly words?: number
  readonly characters?: number
  /** the words of the first paragraph; empty where there is none */
  readonly opening: string
  readonly slugline?: string
  readonly by?: string
  readonly located?: string
  readonly subjects: readonly CodedFact[]
  readonly places: readonly CodedFact[]
  readonly genres: readonly string[]
  readonly provider?: string
  readonly sources: readonly string[]
  readonly credit?: string
  readonly sourceType: CodedFact
  readonly translated?: Translated
  /** what the reader must see beside a machine's translation, in the reader's language */
  readonly label?: string
  /** by role: `depesche-id`, `provider-g2`, `source-version`, `source-language`, `source-sha256`, `edition` */
  readonly altIds: Readonly<Record<string, string>>
  readonly siblings: readonly Sibling[]
}

type Row = Readonly<Record<string, unknown>>
const rows = (item: Json, field: string): readonly Row[] => (Array.isArray(item[field]) ? (item[field] as readonly Row[]) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const named = (item: Json, field: string, role: string) => rows(item, field).filter((row) => row.role === role)
/** Field by field: a field without a value is absent, as `exactOptionalPropertyTypes` has it. */
const some = <K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } =>
  value === undefined || value === '' ? {} : ({ [name]: value } as { readonly [key in K]: V })
const pairs = (found: readonly Row[], value: string) => Object.fromEntries(found.map((row) => [text(row.role), text(row[value])]))

/** The facts in a ninjs document of ours (ninjs.ts): what it does not have is absent or empty. */
export function readItem(item: Json): Item {
  const [html, plain] = ['html', 'text'].map((role) => named(item, 'bodies', role)[0])
  const [label] = named(item, 'descriptions', 'machine-translation-label')
  const altIds = pairs(rows(item, 'altIds'), 'value')
  return {
    uri: text(item.uri),
    id: altIds['depesche-id'] ?? '',
    type: text(item.type),
    version: text(item.version),
    language: text(item.language),
    firstCreated: text(item.firstCreated),
    versionCreated: text(item.versionCreated),
    contentCreated: text(item.contentCreated),
    ...some('urgency', item.urgency as number | undefined),
    headlines: pairs(rows(item, 'headlines'), 'value'),
    html: text(html?.value),
    text: text(plain?.value),
    ...some('words', html?.wordCount as number | undefined),
    ...some('characters', html?.charCount as number | undefined),
    opening: openingOf(text(html?.value)),
    ...some('slugline', text(item.slugline)),
    ...some('by', text(item.by)),
    ...some('located', text(item.located)),
    subjects: rows(item, 'subjects').map(coded),
    places: rows(item, 'places').map(coded),
    genres: rows(item, 'genres').map(({ name }) => text(name)),
    ...some('provider', text(named(item, 'infoSources', 'provider')[0]?.name)),
    sources: named(item, 'infoSources', 'source').map(({ name }) => text(name)),
    ...some('credit', text(named(item, 'infoSources', 'credit')[0]?.name)),
    sourceType: coded((item.digitalSourceType ?? {}) as Row),
    ...some('translated', translatedOf(item)),
    ...some('label', text(label?.value)),
    altIds,
    siblings: rows(item, 'associations').map(sibling),
  }
}

function openingOf(html: string): string {
  const first = htmlTree(html).find((node) => typeof node !== 'string' && node.tag === 'p')
  return first === undefined ? '' : textOfHtml(first)
}

function coded({ literal, name, uri }: Row): CodedFact {
  return { literal: text(literal), ...some('name', text(name)), ...some('uri', text(uri)) }
}

function translatedOf(item: Json): Translated | undefined {
  const [translator] = named(item, 'infoSources', 'translator')
  if (translator === undefined) return undefined
  const said = pairs(rows(item, 'trustIndicators'), 'title')
  const about = (what: string) => said[`urn:x-depesche:${what}`]
  return {
    engine: text(translator.literal),
    label: text(translator.name),
    grade: about('translation-grade') ?? '',
    route: about('translation-route') ?? '',
    at: about('translated-at') ?? '',
    edited: about('edited-by-a-person') ?? '',
    ...some('approvedAt', about('approved-by-a-person')),
  }
}

function sibling({ name, uri, language, title, renditions }: Row): Sibling {
  const [rendition] = (renditions ?? []) as readonly Row[]
  return {
    uri: text(uri),
    language: text(language),
    title: text(title),
    isOriginal: text(name).startsWith('original-'),
    ...some('href', text(rendition?.href)),
  }
}

/** What stands where a format asks for one title: the main headline, or the next best words that there are. */
export function titleOf({ headlines: { main, short, subheadline, kicker }, slugline, opening, uri }: Item): string {
  return [main, short, subheadline, kicker, slugline, opening].find((words) => words !== undefined && words.trim() !== '') ?? uri
}
