import { CountChanged, type Engine, EngineError, type Job, type Segment, type Translated } from '@depesche/translation/engine'
import { joinedSpans } from '@depesche/translation/joined-spans'
import { hasWords } from '@depesche/translation/segments'
import { splitAtSentences } from '@depesche/translation/split'
import { type Tagged, tagged, untagged } from '@depesche/translation/tags'
import { wishAmong, withoutTerms } from '@depesche/translation/term-mark'
import { type AmazonClient, type AmazonSettings, createAmazonClient, type Terms } from './amazon/client.ts'
import { amazonFailure, isRefusal } from './amazon/failure.ts'
import { amazonCode, amazonLanguages } from './amazon/languages.ts'
import { createLimit } from './limit.ts'

/** "Input text: 10,000 bytes" of UTF-8, https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
const MAX_BYTES = 10_000
const CONCURRENT = 4

/** One piece on its way: the service's codes and the signal that ends the whole job. */
type Send = (text: string, terminology: string | undefined) => Promise<string>

/** How long a terminology that the service did not know is not asked for again. */
const ABSENT_MS = 600_000

/** What the engine has learnt of its terminologies, by name. */
interface Terminologies {
  readonly termsOf: (from: string, to: string) => Terms | undefined
  readonly there: Set<string>
  /** until when they count as absent */
  readonly absent: Map<string, number>
  readonly clock: () => number
}

/**
 * Amazon Translate: one TranslateText for each segment, four at a time over all jobs; what is longer than the service takes
 * is cut at ends of sentences. The account's usual credentials are used; the SDK is loaded on the first text.
 *
 * Terms of the glossary: where a custom terminology is meant for the direction (`terminology`), a piece with terms that it has is sent with
 * its name and without their tags. Other terms, and all for ten minutes after the service did not know it, are sent as their translation in
 * a tag that the service leaves alone (docs.aws.amazon.com/translate/latest/dg/customizing-translations-tags.html).
 *
 * Grade: `readable` in every direction. It is neural and fluent, and nobody here has measured it direction by direction on
 * wire copy; a fluent sentence with a wrong fact is just what `publishable` would send out unread. A newsroom that has read
 * enough of it can raise the grade (`grades` of the registry's options).
 */
export function createAmazon(settings: AmazonSettings): Engine {
  let client: Promise<AmazonClient> | undefined
  const limit = createLimit(CONCURRENT)
  const { terminology: termsOf = () => undefined, clock = Date.now } = settings
  const terminologies: Terminologies = { termsOf, there: new Set(), absent: new Map(), clock }
  return {
    name: 'amazon',
    label: 'Amazon Translate',
    method: 'neural',
    offer: (from, to) => {
      const codes = codesOf(from, to)
      return codes && { grade: 'readable', route: codes.join('-') }
    },
    directions,
    billed: (job) => billed(job, termsFor(job, terminologies)),
    translate: (job) => {
      client ??= createAmazonClient(settings)
      return translate(job, client, limit, terminologies)
    },
    [Symbol.asyncDispose]: async () => {
      const open = await client
      client = undefined
      open?.close()
    },
  }
}

/** The terminology that a job is sent with now. */
function termsFor({ from, to }: Job, { termsOf, absent, clock }: Terminologies): Terms | undefined {
  const terms = termsOf(from, to)
  return terms && (absent.get(terms.name) ?? 0) <= clock() ? terms : undefined
}

async function translate(
  job: Job,
  client: Promise<AmazonClient>,
  limit: ReturnType<typeof createLimit>,
  terminologies: Terminologies,
): Promise<readonly Translated[]> {
  const direction = `${job.from}→${job.to}`
  const terms = termsFor(job, terminologies)
  const total = billed(job, terms)
  if (job.counted !== undefined && job.counted !== total)
    throw new CountChanged(`Amazon Translate ${direction}: ${total} characters instead of ${job.counted}`, job.counted)
  const codes = codesOf(job.from, job.to)
  if (!codes) throw new EngineError('direction', `Amazon Translate does not take ${direction}`, false, undefined, total)
  const failed = new AbortController() // the first segment that fails ends the others
  const signal = AbortSignal.any([failed.signal, ...(job.signal ? [job.signal] : [])])
  let unbilled = total
  let isOver = false // nothing more is begun; what is on its way ends as it will
  const send: Send = (text, terminology) =>
    limit(async () => {
      signal.throwIfAborted()
      if (isOver) throw new Error('another passage was refused')
      unbilled -= characters(text)
      try {
        return await (await client).translateText(text, ...codes, signal, terminology)
      } catch (error) {
        if (isRefusal(error)) unbilled += characters(text)
        throw error
      }
    })
  const segments = job.segments.map((segment) => () => translateSegment(segment, job.from, terms, send))
  const running: Promise<Translated>[] = []
  try {
    // one passage goes first: if the service does not know the terminology, no other is sent in vain
    const isNew = terms !== undefined && !terminologies.there.has(terms.name)
    const first = isNew ? job.segments.findIndex((segment) => isCovered(segment, terms)) : -1
    const answer = await segments[first]?.()
    if (answer && terms) terminologies.there.add(terms.name)
    for (const [index, each] of segments.entries()) running.push(answer && index === first ? Promise.resolve(answer) : each())
    return await Promise.all(running)
  } catch (thrown) {
    isOver = true
    if (!isUnknownTerminology(thrown)) failed.abort()
    await Promise.allSettled(running) // what is on its way may still be billed: the count is right when all have ended
    if (terms === undefined || !isUnknownTerminology(thrown)) throw amazonFailure(thrown, direction, unbilled, job.signal)
    terminologies.there.delete(terms.name)
    terminologies.absent.set(terms.name, terminologies.clock() + ABSENT_MS)
    if (job.counted === undefined) return translate(job, client, limit, terminologies)
    throw new CountChanged(`Amazon Translate ${direction}: the terminology ${terms.name} is not there`, unbilled)
  }
}

const isUnknownTerminology = (thrown: unknown) => thrown instanceof Error && thrown.name === 'ResourceNotFoundException'

async function translateSegment(segment: Segment, language: string, terms: Terms | undefined, send: Send): Promise<Translated> {
  if (!hasWords(segment)) return { spans: segment, notes: [] }
  const pieces = piecesOf(segment, language, terms)
  if (!pieces) throw new EngineError('too-long', `a sentence is longer than the ${MAX_BYTES} bytes that Amazon Translate takes`, false)
  const parts = await Promise.all(pieces.map((piece) => translatePiece(piece, terms, send)))
  return { spans: parts.flatMap((part) => part.spans), notes: parts.flatMap((part) => part.notes) }
}

/** As it is sent: what the terminology has, the service finds by itself; other terms it is told to leave alone. */
const asSent = (piece: Segment, terms: Terms | undefined): Tagged => tagged(terms ? withoutTerms(piece, terms.has) : piece, 'settled')

const piecesOf = (segment: Segment, language: string, terms: Terms | undefined) =>
  splitAtSentences(segment, language, (piece) => Buffer.byteLength(asSent(piece, terms).html) <= MAX_BYTES)

/** Some of its terms are the terminology's. */
function isCovered(segment: Segment, terms: Terms | undefined): boolean {
  if (terms === undefined || !hasWords(segment)) return false
  return joinedSpans([segment]).some(({ text, marks }) => {
    const wish = wishAmong(marks)
    return wish !== undefined && terms.has(text, wish)
  })
}

/** White space around the piece stays with us: it is what joins the pieces again. */
async function translatePiece(piece: Segment, terms: Terms | undefined, send: Send): Promise<Translated> {
  if (!hasWords(piece)) return { spans: piece, notes: [] }
  const source = asSent(piece, terms)
  const { lead, core, tail } = trimmed(source.html)
  return untagged(source, lead + (await send(core, isCovered(piece, terms) ? terms?.name : undefined)).trim() + tail)
}

function trimmed(html: string) {
  const [, lead = '', core = '', tail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(html) ?? []
  return { lead, core, tail }
}

/** "You are charged … per character", markup and white space included: code points, https://aws.amazon.com/translate/pricing/ */
const characters = (text: string) => [...text].length

/** The characters of all that a job would send. */
function billed({ segments, from }: Job, terms: Terms | undefined): number {
  const pieces = segments.filter(hasWords).flatMap((segment) => piecesOf(segment, from, terms) ?? [])
  return pieces.filter(hasWords).reduce((sum, piece) => sum + characters(trimmed(asSent(piece, terms).html).core), 0)
}

/** Both codes, when the service knows them and they differ. */
function codesOf(from: string, to: string): readonly [from: string, to: string] | undefined {
  const [source, target] = [amazonCode(from), amazonCode(to)]
  return source && target && source.split('-')[0] !== target.split('-')[0] ? [source, target] : undefined
}

let all: readonly (readonly [string, string])[] | undefined
function directions() {
  const codes = [...amazonLanguages]
  all ??= codes.flatMap((from) => codes.filter((to) => codesOf(from, to)).map((to) => [from, to] as const))
  return all
}
