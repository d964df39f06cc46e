import { FetchError } from '../fetching/fetch-error.ts'
import type { ModelFiles } from './models.ts'
import type { Pair } from './pairs.ts'
import { ANY_LANGUAGE, sentenceIn, YEAR } from './test-sentences.ts'
import { createThread } from './thread.ts'

/** The engine stops at twice the source's pieces; scripts differ in how much a letter says. */
const LONGEST = 4
const SHORTEST = 0.1

/** What a model has said to its first sentence, and to which. */
export interface FirstWords {
  readonly source: string
  readonly said: string
}

/**
 * Loads a model in a thread of its own and has it translate one short news sentence, plainly and as marked-up text. This
 * tells a model that works from one that does not (damaged, with the vocabulary of another, empty), not a good one from a bad one.
 *
 * Throws `FetchError` (`self-test`) with the reason in plain words.
 */
export async function selfTest([from]: Pair, files: ModelFiles, timeoutMs = 120_000): Promise<FirstWords> {
  const own = sentenceIn(from)
  const source = own ?? ANY_LANGUAGE
  await using thread = createThread({ timeoutMs, idleMs: timeoutMs })
  const texts = [
    { text: source, html: false },
    { text: `<b>${source}</b>`, html: true },
  ]
  const answers = await thread.ask({ models: [['test', files]], texts }).catch((error: Error) => {
    throw failed(`the engine cannot use it: ${error.message}`, error)
  })
  const [said = '', marked = ''] = answers.map((text) => text.trim())
  const wrong = wrongWith(source, said, own !== undefined) ?? wrongWith(source, marked.replaceAll(/<[^>]*>/g, ''), own !== undefined)
  if (wrong) throw failed(wrong)
  return { source, said }
}

const failed = (why: string, cause?: unknown) =>
  new FetchError(
    'self-test',
    `the model does not translate: ${why}`,
    'start it again later, when the store may have another; the rest is used',
    cause,
  )

/** What is wrong with a translation of a sentence, in words; `undefined`: nothing that could be told. */
export function wrongWith(source: string, said: string, mustDiffer: boolean): string | undefined {
  if (!/\p{L}/u.test(said)) return `it answers ${said === '' ? 'nothing' : 'no words'}`
  const ratio = [...said].length / [...source].length
  if (ratio > LONGEST || ratio < SHORTEST) return `it answers ${[...said].length} characters to ${[...source].length}`
  if (mustDiffer && lettersOf(said) === lettersOf(source)) return 'it answers the sentence that it was given'
  if (repeats(said)) return `it repeats itself: "${said.slice(0, 60)}"`
  if (!said.includes(YEAR) && !/[^\P{Nd}0-9]{4}/u.test(said)) return `it has lost the year ${YEAR}: "${said.slice(0, 100)}"`
  return undefined
}

const lettersOf = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** One word is more than half of six or more. */
function repeats(text: string): boolean {
  const words = text.toLowerCase().split(/\s+/)
  const most = Math.max(...[...Map.groupBy(words, (word) => word).values()].map(({ length }) => length))
  return words.length >= 6 && most > words.length / 2
}
