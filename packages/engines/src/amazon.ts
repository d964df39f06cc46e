import { type Engine, EngineError, type Job, type Segment, type Translated } from '@depesche/translation/engine'
import { hasWords } from '@depesche/translation/segments'
import { splitAtSentences } from '@depesche/translation/split'
import { tagged, untagged } from '@depesche/translation/tags'
import { type AmazonClient, type AmazonSettings, createAmazonClient } from './amazon/client.ts'
import { amazonFailure, isRefusal } from './amazon/failure.ts'
import { amazonCode, amazonLanguages } from './amazon/languages.ts'
import { createLimit } from './limit.ts'

/** "Input text: 10,000 bytes" of UTF-8, https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
const MAX_BYTES = 10_000
const CONCURRENT = 4

/** One piece on its way: the service's codes and the signal that ends the whole job. */
type Send = (text: string) => Promise<string>

/**
 * Amazon Translate: one TranslateText for each segment, four at a time over all jobs; what is longer than the service takes
 * is cut at ends of sentences. The account's usual credentials are used; the SDK is loaded on the first text.
 *
 * Grade: `readable` in every direction. It is neural and fluent, and nobody here has measured it direction by direction on
 * wire copy; a fluent sentence with a wrong fact is just what `publishable` would send out unread. A newsroom that has read
 * enough of it can raise the grade (`grades` of the registry's options).
 */
export function createAmazon(settings: AmazonSettings): Engine {
  let client: Promise<AmazonClient> | undefined
  const limit = createLimit(CONCURRENT)
  return {
    name: 'amazon',
    label: 'Amazon Translate',
    method: 'neural',
    offer: (from, to) => {
      const codes = codesOf(from, to)
      return codes && { grade: 'readable', route: codes.join('-') }
    },
    directions,
    billed,
    translate: (job) => {
      client ??= createAmazonClient(settings)
      return translate(job, client, limit)
    },
    [Symbol.asyncDispose]: async () => {
      const open = await client
      client = undefined
      open?.close()
    },
  }
}

async function translate(job: Job, client: Promise<AmazonClient>, limit: ReturnType<typeof createLimit>): Promise<readonly Translated[]> {
  const direction = `${job.from}→${job.to}`
  const codes = codesOf(job.from, job.to)
  if (!codes) throw new EngineError('direction', `Amazon Translate does not take ${direction}`, false, undefined, billed(job))
  const failed = new AbortController() // the first segment that fails ends the others
  const signal = AbortSignal.any([failed.signal, ...(job.signal ? [job.signal] : [])])
  let unbilled = billed(job)
  const send: Send = (text) =>
    limit(async () => {
      signal.throwIfAborted()
      unbilled -= characters(text)
      try {
        return await (await client).translateText(text, ...codes, signal)
      } catch (error) {
        if (isRefusal(error)) unbilled += characters(text)
        throw error
      }
    })
  const segments = job.segments.map((segment) => translateSegment(segment, job.from, send))
  try {
    return await Promise.all(segments)
  } catch (thrown) {
    failed.abort()
    await Promise.allSettled(segments) // what is on its way may still be billed: the count is right when all have ended
    throw amazonFailure(thrown, direction, unbilled, job.signal)
  }
}

async function translateSegment(segment: Segment, language: string, send: Send): Promise<Translated> {
  if (!hasWords(segment)) return { spans: segment, notes: [] }
  const pieces = piecesOf(segment, language)
  if (!pieces) throw new EngineError('too-long', `a sentence is longer than the ${MAX_BYTES} bytes that Amazon Translate takes`, false)
  const parts = await Promise.all(pieces.map((piece) => translatePiece(piece, send)))
  return { spans: parts.flatMap((part) => part.spans), notes: parts.flatMap((part) => part.notes) }
}

const piecesOf = (segment: Segment, language: string) =>
  splitAtSentences(segment, language, (piece) => Buffer.byteLength(tagged(piece).html) <= MAX_BYTES)

/** White space around the piece stays with us: it is what joins the pieces again. */
async function translatePiece(piece: Segment, send: Send): Promise<Translated> {
  if (!hasWords(piece)) return { spans: piece, notes: [] }
  const source = tagged(piece)
  const { lead, core, tail } = trimmed(source.html)
  return untagged(source, lead + (await send(core)).trim() + tail)
}

function trimmed(html: string) {
  const [, lead = '', core = '', tail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(html) ?? []
  return { lead, core, tail }
}

/** "You are charged … per character", markup and white space included: code points, https://aws.amazon.com/translate/pricing/ */
const characters = (text: string) => [...text].length

/** The characters of all that a job would send. */
function billed({ segments, from }: Job): number {
  const pieces = segments.filter(hasWords).flatMap((segment) => piecesOf(segment, from) ?? [])
  return pieces.filter(hasWords).reduce((sum, piece) => sum + characters(trimmed(tagged(piece).html).core), 0)
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
