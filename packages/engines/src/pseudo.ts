import { baseLanguage, plain, type Span } from '@depesche/article/model'
import { type Engine, EngineError, type Job, type Segment, type Translated } from '@depesche/translation/engine'
import { hasWords } from '@depesche/translation/segments'

const ACCENTS = 'aàeéiîoôuûyýcçnñsšzžAÀEÉIÎOÔUÛYÝCÇNÑSŠZŽ'
const ACCENT: ReadonlyMap<string, string> = new Map(
  Array.from({ length: ACCENTS.length / 2 }, (_, i) => [ACCENTS[2 * i]!, ACCENTS[2 * i + 1]!]),
)

/** What must survive any translation: tags and entities, {placeholders}, URLs, addresses, words with digits in them. */
const KEEP =
  /<[^>]*>|&(?:#\d+|#x[\da-f]+|\w+);|\{[^}]*\}|https?:\/\/\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\p{L}\p{N}]*\p{N}[\p{L}\p{N}.,'’%:/-]*/giu

/**
 * The pseudo engine: for trying the way of an article without any translator. Deterministic, needs nothing, and nobody can
 * take it for a translation: `[fr: Héllô ~]`, with the target language in front and a tail that grows as real text would.
 * It takes every direction between two languages, at grade `none`, and only runs where the newsroom names it.
 */
export function createPseudo(): Engine {
  return {
    name: 'pseudo',
    label: 'pseudo (no translation)',
    method: 'stand-in',
    offer: (from, to) => (differs(from, to) ? { grade: 'none', route: 'pseudo' } : undefined),
    directions: () => [], // any direction: there is no list
    billed: undefined,
    translate: async (job) => {
      if (!differs(job.from, job.to)) throw new EngineError('direction', `pseudo ${job.from}→${job.to}: the same language`, false)
      if (job.signal?.aborted) throw new EngineError('aborted', `pseudo ${job.from}→${job.to}: aborted`, true, job.signal.reason)
      return job.segments.map((segment) => pseudo(segment, job))
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

function pseudo(segment: Segment, { to }: Job): Translated {
  if (!hasWords(segment)) return { spans: segment, notes: [] }
  const letters = plain(segment).match(/\p{L}/gu)?.length ?? 0
  const tail = '~'.repeat(Math.max(1, Math.round(letters / 12)))
  return { spans: [{ text: `[${to}: ` }, ...segment.map(accented), { text: ` ${tail}]` }], notes: [] }
}

function accented(span: Span): Span {
  let at = 0
  let text = ''
  for (const kept of span.text.matchAll(KEEP)) {
    text += accent(span.text.slice(at, kept.index)) + kept[0]
    at = kept.index + kept[0].length
  }
  return { ...span, text: text + accent(span.text.slice(at)) }
}

const accent = (text: string) => text.replaceAll(/\p{L}/gu, (letter) => ACCENT.get(letter) ?? letter)
const differs = (from: string, to: string) => baseLanguage(from) !== baseLanguage(to)
