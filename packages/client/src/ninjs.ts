/**
 * A ninjs 3.1 document (IPTC, News in JSON) with the fields that Depesche emits. Instants are ISO 8601 with their offset.
 * The schema knows more; a field that comes later is in the document and not in this type.
 */
export interface Item {
  /** one per article and language, the same through all versions: `urn:x-depesche:{id}:{language}` */
  readonly uri: string
  readonly type: 'text' | 'picture'
  readonly representationType: 'full'
  readonly profile: string
  readonly standard: { readonly name: 'ninjs'; readonly version: string; readonly schema: string }
  /** `{version}.{edition}`: of the article, and of these words within it */
  readonly version: string
  readonly firstCreated: string
  readonly versionCreated: string
  readonly contentCreated: string
  readonly pubStatus: 'usable'
  /** BCP 47 */
  readonly language: string
  /** 1 (most urgent) to 9 */
  readonly urgency?: number
  readonly headlines: readonly Headline[]
  /** the label that readers of a machine translation must see; empty otherwise */
  readonly descriptions: readonly Description[]
  /** the same text as HTML and as plain text */
  readonly bodies: readonly Body[]
  readonly slugline?: string
  readonly by?: string
  /** the dateline's place */
  readonly located?: string
  readonly subjects: readonly Coded[]
  readonly places: readonly Coded[]
  readonly people?: readonly Coded[]
  readonly organisations?: readonly Coded[]
  readonly genres?: readonly { readonly name: string }[]
  readonly infoSources: readonly InfoSource[]
  readonly digitalSourceType: DigitalSourceType
  /** how a machine translation was made; empty otherwise */
  readonly trustIndicators: readonly TrustIndicator[]
  readonly altIds: readonly AltId[]
  /** the same article in the product's other languages; one that is not out yet answers 404 */
  readonly associations: readonly Association[]
  /** the label of a machine translation again */
  readonly usageTerms?: string
  readonly copyrightHolder?: string
}

export interface Headline {
  readonly role: 'main' | 'subheadline' | 'kicker' | 'short'
  readonly contentType: 'text/plain'
  readonly value: string
}

export interface Description {
  readonly role: 'machine-translation-label'
  readonly contentType: 'text/plain'
  readonly value: string
}

export interface Body {
  readonly role: 'html' | 'text'
  readonly contentType: 'text/html' | 'text/plain'
  readonly wordCount: number
  readonly charCount: number
  readonly value: string
}

/** A subject, a place, a person or an organisation. */
export interface Coded {
  readonly name?: string
  /** `{scheme}:{code}` */
  readonly literal: string
  readonly uri?: string
}

export interface InfoSource {
  readonly role: 'provider' | 'source' | 'credit' | 'translator'
  readonly name: string
  /** of a translator: the engine's name without its version */
  readonly literal?: string
}

/** Who or what made these words (IPTC NewsCodes, digital source type). */
export interface DigitalSourceType {
  readonly name: string
  readonly literal: 'digitalCreation' | 'dataDrivenMedia' | 'algorithmicMedia' | 'trainedAlgorithmicMedia'
  readonly uri: string
}

export interface TrustIndicator {
  /** `urn:x-depesche:translation-grade`, `…translation-route`, `…translated-at`, `…edited-by-a-person`, `…approved-by-a-person` */
  readonly role: string
  readonly title: string
}

export interface AltId {
  /** `depesche-id`, `provider-{scheme}`, `source-version`, `source-language`, `source-sha256`, `edition` */
  readonly role: string
  readonly value: string
}

export interface Association {
  /** `original-{language}` or `translation-{language}` */
  readonly name: string
  readonly uri: string
  readonly type: 'text' | 'picture'
  readonly language: string
  /** the language's name, in the language of this document */
  readonly title: string
  readonly renditions: readonly { readonly name: 'ninjs'; readonly href: string; readonly contentType: string }[]
}
