import type { Note, Span } from '@depesche/article/model'

/** What an engine gives in a direction (DESIGN.md section 3), best first; `none` is pseudo: no translation at all. */
export const grades = ['publishable', 'readable', 'gist', 'none'] as const
export type Grade = (typeof grades)[number]

/** One paragraph, headline, item or cell on its way through an engine. Marks must come back on the right words. */
export type Segment = readonly Span[]

export interface Translated {
  readonly spans: readonly Span[]
  /** doubts about this segment: unknown words, markup that had to be widened */
  readonly notes: readonly Note[]
}

/** What an engine can do now in one direction. */
export interface Offer {
  readonly grade: Grade
  /** the engine's own way, for people: `fr-es`, `fra-cat, cat-ita`, `deen, enfr` */
  readonly route: string
  /** what the way rests on, where that may be replaced (a model): its words are remembered apart from another's */
  readonly version?: string
}

/** Characters of a job's text. */
export interface Characters {
  /** to the engine */
  readonly sent: number
  /** not sent: remembered, written by a person, or twice in the same job */
  readonly saved: number
  /** what the engine's owner bills for those that were sent, markup included; 0: it costs nothing */
  readonly billed: number
}

export interface Job {
  readonly from: string
  readonly to: string
  readonly segments: readonly Segment[]
  readonly signal?: AbortSignal
  /** the characters that were counted for it under a ceiling: an engine that would bill another number throws `CountChanged` */
  readonly counted?: number
  /** told once by each memory that the job comes through, when it is done */
  readonly count?: (characters: Characters) => void
}

/** A machine that translates. Languages are BCP 47 as we store them (`de`, `fr-CH`); the engine maps them to its own codes. */
export interface Engine extends AsyncDisposable {
  readonly name: string
  /** engine and version, as it stands in provenance: `apertium 3.8.3` */
  readonly label: string
  /** How it works, for provenance (`digitalSourceType`): a trained model, hand-written rules, or no translation at all. */
  readonly method: 'neural' | 'rules' | 'stand-in'
  /** it looks no further than a sentence: given one at a time it says the same, and a memory of sentences saves more */
  readonly bySentence?: true
  /** Cheap, no network. `undefined`: cannot translate this direction now. */
  readonly offer: (from: string, to: string) => Offer | undefined
  /** Directions it can translate now, `[from, to]`; a service with a fixed list answers that list. */
  readonly directions: () => readonly (readonly [from: string, to: string])[]
  /** The characters of a job that the engine's owner bills; `undefined`: it costs nothing. Counted before anything is sent. */
  readonly billed: ((job: Job) => number) | undefined
  /** As many results as segments, in order. Throws `EngineError`. Calls may overlap. */
  readonly translate: (job: Job) => Promise<readonly Translated[]>
}

/** The same engine in every respect but `translate`, and what else is named. */
export function around(engine: Engine, changes: Pick<Engine, 'translate'> & Partial<Pick<Engine, 'offer'>>): Engine {
  return {
    name: engine.name,
    // asked anew: an engine may come to know its version only when it runs
    get label() {
      return engine.label
    },
    method: engine.method,
    ...(engine.bySentence ? { bySentence: true as const } : {}),
    offer: (from, to) => engine.offer(from, to),
    directions: () => engine.directions(),
    billed: engine.billed,
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
    ...changes,
  }
}

/** Why a segment could not be translated, in the pipeline's terms. */
export type Failure = 'busy' | 'down' | 'direction' | 'too-long' | 'refused' | 'denied' | 'aborted'

export class EngineError extends Error {
  readonly failure: Failure
  /** true: worth another try later */
  readonly retry: boolean
  /** characters of the job that were certainly not billed: not sent, or refused */
  readonly unbilled: number

  constructor(failure: Failure, message: string, retry: boolean, cause?: unknown, unbilled = 0) {
    super(message, { cause })
    this.name = 'EngineError'
    this.failure = failure
    this.retry = retry
    this.unbilled = unbilled
  }
}

/**
 * What the job would bill is not what was counted for it: the engine has learnt something meanwhile. Counted again, it may be sent again at
 * once; whoever has counted nothing never meets it.
 */
export class CountChanged extends EngineError {
  constructor(message: string, unbilled: number) {
    super('busy', message, true, undefined, unbilled)
  }
}
