import type { Block } from './block.ts'
import type { Note } from './note.ts'
import type { Span } from './span.ts'

/** What is translated and what a reader sees. Everything else about an article are facts. */
export interface Content {
  readonly headline: readonly Span[]
  readonly subheadline?: readonly Span[]
  /** catchword, Spitzmarke: one or two words above the headline */
  readonly kicker?: readonly Span[]
  /** a headline for small places; not text of the story */
  readonly shortHeadline?: readonly Span[]
  readonly blocks: readonly Block[]
}

/**
 * Who the provider says this is, without the version. Two uploads with the same desk, scheme and value are the same
 * article. `value` is as the provider writes it; `date` (YYYYMMDD) and `number` are what a person reads in our id.
 */
export interface Identity {
  readonly scheme: 'newsml12' | 'g2' | 'text' | 'ninjs' | 'dpa' | 'nitf' | 'iptc7901' | 'web' | 'upload' | 'desk'
  readonly value: string
  readonly date?: string
  readonly number?: string
}

export interface Dateline {
  /** as printed, without the canton's code: `Tannwil` */
  readonly place: string
  /** canton's code: `BE` */
  readonly area?: string
  /** as printed, when the text gives one: `12. März` */
  readonly date?: string
}

/** A coded fact: `{ scheme: 'iptc', code: '15000000' }`. */
export interface Coded {
  readonly scheme: string
  readonly code: string
  readonly name?: string
}

/** A reference to another item of the provider (a picture); resolved through the gate of that item's own article. */
export interface Association {
  readonly identity: Identity
}

/** A picture's file as the provider names it; the bytes are not ours to send. */
export interface Picture {
  readonly href: string
  readonly width?: number
  readonly height?: number
  /** what the provider says of the picture, one line; not text of the story */
  readonly caption?: string
  /** whose picture it is, as printed: `Erika Muster/dpa` */
  readonly credit?: string
}

/**
 * What the document says about its own life.
 * `instruction`: `new`, `update` (writethru), `rectify` (earlier versions were wrong), `delete` (kill),
 * `stop` (looks like a kill and does not add up: stop delivery and ask).
 */
export type Instruction = 'new' | 'update' | 'rectify' | 'delete' | 'stop'

/** A stated embargo: an instant (ISO 8601, UTC, `Z`), or the words that could not be understood. */
export type Embargo = { readonly until: string } | { readonly unreadable: string }

/** A text that is about another article and not a story of its own: what it says of which one it means. */
export interface Notice {
  /** `kill` withdraws, `correction` replaces */
  readonly kind: 'kill' | 'correction'
  /** our own ids that it names */
  readonly ids: readonly string[]
  /** provider's identities that it may mean: every reading of a number that it names (`bsd063`, `bsd 063`, `brz027`) */
  readonly identities: readonly Identity[]
  /** headlines that it quotes or repeats, trimmed, without quotes */
  readonly headlines: readonly string[]
}

/** Facts and content of one version, as a reader took them from the wire. Instants are ISO 8601 in UTC with `Z`. */
export interface Draft {
  readonly format: string
  readonly identity?: Identity
  /** the provider's own number of this version, 1 or more; absent where the wire has none */
  readonly version?: number
  /** BCP 47, lower case: `de`, `fr`, `it`, `en` */
  readonly language: string
  readonly content: Content
  readonly instruction: Instruction
  /** the source keeps it back (`stat:withheld`) */
  readonly withheld: boolean
  readonly embargo?: Embargo
  /** after it the article is taken out of every feed */
  readonly expires?: string
  /** absent from a story, and where an instruction acts on the document's own identity */
  readonly notice?: Notice
  readonly test: boolean
  /** written by a robot at the source (not: translated by us) */
  readonly machineMade: boolean
  readonly type: 'text' | 'picture'
  readonly slugline?: string
  readonly byline?: string
  readonly dateline?: Dateline
  /** as printed: `SDA`, `SDA/DPA` */
  readonly credit?: string
  readonly provider?: string
  /** agencies or outlets that the text comes from, lower case codes or names: `ats`, `afp`, `Blick` */
  readonly sources: readonly string[]
  /** initials, internal: never published */
  readonly authors: readonly string[]
  /** internal: never published */
  readonly ednotes: readonly string[]
  /** the provider's service: `Si-Online D`, `bsf` */
  readonly service?: string
  /** 1 (flash) to 9 */
  readonly urgency?: number
  readonly genre?: string
  readonly storyType?: string
  readonly subjects: readonly Coded[]
  readonly places: readonly Coded[]
  /** who the text is about; absent where the wire names nobody */
  readonly people?: readonly Coded[]
  /** parties, firms, clubs that the text is about; absent where the wire names none */
  readonly organisations?: readonly Coded[]
  readonly associations: readonly Association[]
  readonly pictures: readonly Picture[]
  readonly created?: string
  readonly versionCreated?: string
}

/** One version of an article in our hands. A document: it is stored as JSON and named by its hash. */
export interface Article extends Draft {
  readonly id: string
  readonly desk: string
  readonly identity: Identity
  readonly version: number
  readonly notes: readonly Note[]
  readonly upload: string
  /** when the upload arrived */
  readonly received: string
}
