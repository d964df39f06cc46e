import type { Identity, Instruction, Level, Note } from '@depesche/article/model'
import type { Provenance } from '@depesche/syndication/rendition'
import type { Characters } from '@depesche/translation/engine'
import type { Decision } from './decision.ts'
import type { Mark } from './mark.ts'
import type { PartnerChange } from './partner-deed.ts'
import type { Verdict } from './verdict.ts'

/** One version that arrived (`V#`). */
export interface VersionItem {
  /** of the article document */
  readonly hash: string
  /** of what the document says, without when and how it arrived: two uploads of the same copy have the same */
  readonly copy: string
  readonly upload: string
  readonly at: string
  readonly headline: string
  readonly instruction: string
  /** why it replaces the one before, for partners */
  readonly why?: string
  readonly notes: { readonly info: number; readonly check: number; readonly hold: number }
}

/** A language's words that may go out. */
export interface Out extends Mark {
  /** of the translation document */
  readonly hash: string
  readonly grade: string
  readonly level: Level | 'none'
  readonly at: string
  /** how long the engine took; 0 for the source's own words */
  readonly milliseconds: number
  /** what these words cost; absent: nobody counted, as for words that were kept from before */
  readonly characters?: Characters
  readonly provenance?: Provenance
  /** a person wrote some of these words, or is offered what one wrote before */
  readonly person?: true
  /** a person has let these words go: of which edition, and the number of the decision; `edited`: and has changed them */
  readonly approved?: { readonly of: number; readonly number: number; readonly edited?: true }
}

/** What is being tried for a language; never in the way of `out`. */
export interface Work {
  readonly version: number
  readonly tries: number
  readonly state: 'waiting' | 'failed'
  readonly reason: string
  /** it waits because the engine's ceiling for this time is reached */
  readonly ceiling?: 'day' | 'month'
  /** it waits because no engine takes the direction */
  readonly engineless?: true
  readonly at: string
}

/** A language of an article (`L#`). Each part moves forward only; a writer keeps the part that is not its own. */
export interface LanguageItem {
  readonly out?: Out
  readonly work?: Work
  /** a person has rejected these words and all before them */
  readonly rejected?: Verdict
}

/** What a feed offers its readers of an article. */
export interface Rendition extends Mark {
  /** of the rendition document */
  readonly hash: string
  readonly grade: string
  readonly level: Level | 'none'
  /** a person has let it go */
  readonly approved?: true
}

/** "This feed has, or may have, carried it" (`C#`): written before anything is appended. */
export interface Marker {
  /** a sequence at or before this article's last entry: where to begin to look */
  readonly from: number
  /** true after an append */
  readonly carried: boolean
  readonly rendition?: Rendition
  /** the sequence about to be appended */
  readonly intent: number
}

export type EntryEvent = 'created' | 'updated' | 'canceled' | 'removed'

/** One line of a feed: a reference, never content. */
export interface Entry extends Mark {
  readonly event: EntryEvent
  readonly id: string
  readonly lift: number
  readonly at: string
}

/** Which article and version an upload is. */
export interface Assigned {
  readonly id: string
  readonly identity: Identity
  readonly version: number
  /** true: the document itself says which version it is */
  readonly stated: boolean
  /** what the document is taken for, where that is not what it says of itself */
  readonly instruction?: Instruction
  readonly notes: readonly Note[]
}

/** An upload and what became of it (`U#`). */
export interface UploadItem {
  readonly desk: string
  readonly key: string
  readonly name: string
  readonly versionId: string
  /** document keys */
  readonly original: string
  readonly envelope: string
  readonly received: string
  readonly bytes: number
  readonly asId?: string
  readonly replaces?: string
  /** why it corrects what was before, for partners */
  readonly reason?: string
  /** the desk's rule when it came: what a source withholds goes out without a person */
  readonly releases?: true
  /** the upload is a notice: what was decided because of it */
  readonly decided?: Decision
  /** `unpacked`: it held several articles, and each is an upload of its own */
  readonly state: 'received' | 'normalized' | 'duplicate' | 'rejected' | 'unpacked'
  /** how many articles it held */
  readonly parts?: number
  /** the upload that held it among others */
  readonly partOf?: string
  /** which article and version it is, once that is decided */
  readonly assigned?: Assigned
  readonly rejected?: { readonly rule: string; readonly reason: string; readonly remedy: string; readonly line?: number }
}

/** What stands open until it is done (`O#`). */
export interface WorkItem {
  readonly message: import('../ports.ts').Message
  /** how often the clock has sent it */
  readonly sent: number
  /** the direction it waits for, when no engine can translate it */
  readonly waiting?: { readonly from: string; readonly to: string }
  /** what a desk has decided: the work is to carry it out */
  readonly decision?: Decision
  /** how a partner is to be changed: the same */
  readonly partner?: PartnerChange
}
