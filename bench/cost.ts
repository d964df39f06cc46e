/**
 * `npm run bench:cost [ARTICLES] [paragraphs]`: what a day of a wire sends to an engine, through the real steps with the memory: 600 articles, a
 * quarter of them corrected one to three times (a word, a sentence, a paragraph), three in ten paragraphs such as many articles
 * share (service lines, boxes, sign-offs). Characters sent, against whole documents for each version (at most 0.5) and against the
 * least that can be sent, each distinct passage once (at most 1.02). The day is made by a seed and is always the same.
 */
import { type Content, plain } from '@depesche/article/model'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import type { Engine, Job } from '@depesche/translation/engine'
import { segmentsOf } from '@depesche/translation/segments'
import { sentencesOf } from '@depesche/translation/sentences'
import { House, memoryTwin, PRODUCT, testEngine } from '../tests/lib/house.ts'
import { copy } from '../tests/lib/wire.ts'

const articles = Number(process.argv[2] ?? 600)
/** each fourth */
const CORRECTED = 4
const SHARED = 0.3
/** how much is sent as one: by sentences (Apertium, Bergamot) or whole paragraphs (Amazon Translate) */
const bySentence = process.argv[3] !== 'paragraphs'

let state = 20261128
function chance(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const upTo = (most: number) => Math.floor(chance() * most)
const WORDS =
  'council bridge river town works spring budget vote canton valley train accident police court season match goal coach market price bank hospital school forest glacier rain'.split(
    ' ',
  )
const sentence = () => `The ${Array.from({ length: 8 + upTo(10) }, () => WORDS[upTo(WORDS.length)]).join(' ')} ${upTo(100_000)}.`
const paragraph = () => Array.from({ length: 1 + upTo(4) }, sentence).join(' ')
const shared = Array.from({ length: 60 }, paragraph)

interface Story {
  readonly number: number
  headline: string
  paragraphs: string[]
}

function fresh(number: number): Story {
  const paragraphs = Array.from({ length: 5 + upTo(8) }, () => (chance() < SHARED ? shared[upTo(shared.length)]! : paragraph()))
  return { number, headline: sentence(), paragraphs }
}

/** From one word to one paragraph. */
function correct(story: Story): void {
  const at = upTo(story.paragraphs.length)
  const kind = chance()
  const text = story.paragraphs[at]!
  if (kind < 0.4) story.paragraphs[at] = text.replace(/\d+\.$/, `${upTo(100_000)}.`)
  else if (kind < 0.7) story.paragraphs[at] = `${text} ${sentence()}`
  else if (kind < 0.9) story.paragraphs.splice(at, 1, paragraph())
  else story.headline = sentence()
}

const house = await House.open(memoryTwin, [{ ...PRODUCT, languages: ['en', 'fr'] }])
const inner = testEngine()
let sent = 0
const counting: Engine = {
  ...inner,
  translate: (job: Job) => {
    sent += job.segments.reduce((sum, segment) => sum + plain(segment).length, 0)
    return inner.translate(job)
  },
}
house.engines = [withPersonWords(withMemory(bySentence ? { ...counting, bySentence } : counting, house.twin.ports), house.twin.ports)]

let [whole, versions] = [0, 0]
const distinct = new Map<string, number>()
async function put({ number, headline, paragraphs }: Story, version: number): Promise<void> {
  const spans = (text: string) => [{ text }]
  const content: Content = { headline: spans(headline), blocks: paragraphs.map((text) => ({ kind: 'paragraph', spans: spans(text) })) }
  for (const segment of segmentsOf(content)) {
    whole += plain(segment).length
    const passages = bySentence ? sentencesOf(segment, 'en').map(({ spans: passage }) => passage) : [segment]
    for (const passage of passages) distinct.set(JSON.stringify(passage), plain(passage).length)
  }
  versions++
  const instruction = version > 1 ? 'update' : 'new'
  await house.put(copy({ story: `s${number}`, version, headline, paragraphs, instruction }), `sda/${number}-${version}.json`)
  await house.settle(0)
}

for (let number = 0; number < articles; number++) {
  const story = fresh(number)
  await put(story, 1)
  const corrections = number % CORRECTED === 0 ? 1 + upTo(3) : 0
  for (let version = 2; version <= corrections + 1; version++) {
    correct(story)
    await put(story, version)
  }
}
const least = [...distinct.values()].reduce((sum, length) => sum + length, 0)
const out = house.sightings.filter(({ kind }) => kind === 'translated').length
console.log(`${articles} articles in ${versions} versions, ${out} texts made in two languages`)
console.log(
  `characters sent ${sent}; whole documents ${whole}: ratio ${(sent / whole).toFixed(3)}; each passage once ${least}: ratio ${(sent / least).toFixed(3)}`,
)
process.exitCode = sent / whole > 0.5 || sent / least > 1.02 ? 1 : 0
