/**
 * `npm run bench:fanout-cloud [RUNS] [CALLS A SECOND]`: from an upload to the last of twenty languages in its feed through the functions,
 * bundled as they are deployed, each in a process of its own as Lambda runs them, against the same calls of the translation service alone:
 * 150 ms each, by default 25 a second (a service's quota; Amazon publishes none). The ratio is to stay under 1.3. Buckets, table, queues
 * and the service are stand-ins on this very machine, whose work counts as the functions' here; the first run is to warm up.
 */
import { rm } from 'node:fs/promises'
import { parseConfig } from '@depesche/config/define-config'
import { createAmazon } from '@depesche/engines/amazon'
import { type Cloud, startCloud } from '../tests/cloud/driver.ts'
import { bundledEntries, bundleEntries } from '../tests/cloud/entries.ts'
import { deployed, upload } from '../tests/cloud/run-one.ts'
import { startAmazonServer } from '../tests/lib/engines/amazon-server.ts'

const [runs = 7, perSecond = 25] = process.argv.slice(2).map(Number)
const CALL_MS = 150
const LANGUAGES = 'ar bg cs da el es et fi hr hu it ja ko lt lv nl no pl pt ro'.split(' ')
/** What runs at the same time: as many translations as languages, as `cloud.translateConcurrency: 20` has it. */
const AT_ONCE = { receive: 1, normalize: 1, translate: LANGUAGES.length, syndicate: 4 } as const
const PARAGRAPHS = 5

const newsroom = parseConfig({
  desks: { web: { zone: 'Europe/Zurich', language: 'en' } },
  products: { all: { title: 'All', languages: LANGUAGES } },
  engines: { cloud: ['amazon'] },
  amazon: { region: 'eu-central-1', ceiling: { day: 1e9, month: 1e9 } },
  cloud: { translateConcurrency: LANGUAGES.length },
})

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Takes so many calls a second, evenly, and each its time. */
function slowly() {
  let free = 0
  return async (text: string, to: string) => {
    const now = performance.now()
    free = Math.max(now, free + 1000 / perSecond)
    await sleep(free - now + CALL_MS)
    return `${to} ${text}`
  }
}

const paragraphs = (number: number) =>
  Array.from(
    { length: PARAGRAPHS },
    (_, each) => `The council of district ${number} spoke on Monday about bridge ${each} over the river, and nobody objected to it.`,
  )
const headline = (number: number) => `District ${number} plans its bridges`

/** The service's calls of an article in all languages, and nothing else: the same client, the same number of calls at a time. */
async function bare(number: number): Promise<number> {
  const pace = slowly()
  await using server = await startAmazonServer({ translate: (text, _, to) => pace(text, to) })
  const engines = LANGUAGES.map(() => createAmazon({ region: 'eu-central-1', endpoint: server.endpoint }))
  const segments = [headline(number), ...paragraphs(number)].map((text) => [{ text }])
  const begun = performance.now()
  await Promise.all(engines.map((engine, index) => engine.translate({ from: 'en', to: LANGUAGES[index]!, segments })))
  const took = performance.now() - begun
  await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()))
  return took
}

/** An article's whole way, as S3's event and the mappings of the queues would drive it. */
async function whole(cloud: Cloud, number: number): Promise<number> {
  const text = `${headline(number)}\n\n${paragraphs(number).join('\n\n')} (SDA)\n`
  const begun = performance.now()
  await upload(cloud, {
    key: `web/district-${number}.txt`,
    bytes: new TextEncoder().encode(text),
    story: `${number}`,
    becomes: 'article',
    desk: 'web',
  })
  for (const notification of cloud.notifications.splice(0)) await cloud.deliver(notification)
  const names = Object.keys(AT_ONCE) as (keyof typeof AT_ONCE)[]
  const isQuiet = () => cloud.depth(names).work === 0
  const mappings = names.flatMap((name) =>
    Array.from({ length: AT_ONCE[name] }, async (_, index) => {
      while (!isQuiet()) if ((await cloud.feed(name, { instance: index + 1 })) === 0) await sleep(5)
    }),
  )
  await Promise.all(mappings)
  return performance.now() - begun
}

/** What was measured was the whole of it: every feed has the articles. */
async function expectAll(cloud: Cloud, key: string, articles: number): Promise<void> {
  for (const language of LANGUAGES) {
    const { body = '' } = await cloud.get(`/v1/feeds/all/${language}`, key)
    const { entries = [] } = JSON.parse(body) as { readonly entries?: readonly unknown[] }
    if (entries.length !== articles) throw new Error(`${language} has ${entries.length} of ${articles}: ${body.slice(0, 300)}`)
  }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const folder = await bundleEntries()
let pace = slowly()
const cloud = await startCloud(newsroom, bundledEntries(folder), { translate: (text, to) => pace(text, to) })
try {
  const key = await deployed(cloud)
  const [alone, through]: [number[], number[]] = [[], []]
  for (let run = 0; run <= runs; run++) {
    const a = await bare(run)
    pace = slowly()
    const b = await whole(cloud, run)
    if (run === 0) continue
    alone.push(a)
    through.push(b)
  }
  await expectAll(cloud, key, runs + 1)
  const ratios = through.map((time, index) => time / alone[index]!)
  const said = (values: readonly number[], digits: number) =>
    `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`
  console.log(
    `to the last of ${LANGUAGES.length} languages through the functions: ${said(through, 0)} ms; the service alone ${said(alone, 0)} ms; ratio ${said(ratios, 2)}`,
  )
  process.exitCode = median(ratios) > 1.3 ? 1 : 0
} finally {
  await cloud.stop()
  await rm(folder, { recursive: true })
}
