import { isArticleId } from '@depesche/article/model'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import type { Command } from 'commander'
import { type DecidingOptions, deciding, decidingOptions, unknownArticle } from '../deciding.ts'
import { Fault } from '../fault.ts'
import { type When, whenOf, type ZoneOptions, zoneOf } from '../when.ts'

interface Options extends DecidingOptions, ZoneOptions {
  readonly until?: string
  readonly lift?: true
  readonly at?: string
  readonly never?: true
}

const TIMES = '2026-11-24T18:00, 18:00, +90m'

/** `depesche embargo`, `depesche expire`: when an article may begin to leave, and when it must be gone. */
export function addEmbargo(program: Command): void {
  const command = (name: string, description: string) =>
    decidingOptions(program.command(name).description(description).argument('<id>', 'our id of an article'))
      .option('--zone <zone>', "the zone of a time without an offset (by default that of the article's desk)")
      .option('--config <file>', 'the newsroom (depesche.config.ts)')
  command('embargo', 'let nothing of an article leave before a time, or lift its embargo')
    .option('--until <time>', `the end of the embargo: ${TIMES}`)
    .option('--lift', 'no embargo any more')
    .action((id: string, options: Options) => embargo(id, options))
  command('expire', "take an article off every feed at a time, without a kill's alarm")
    .option('--at <time>', `when: ${TIMES}`)
    .option('--never', 'it does not expire')
    .action((id: string, options: Options) => expire(id, options))
}

async function embargo(id: string, options: Options): Promise<void> {
  const { until, lift } = options
  if ((until === undefined) === (lift === undefined)) throw new Fault('until when?', 'give --until TIME, or --lift', 2)
  await decideAt(id, options, until, '--until', (when) => {
    if (when === undefined) return { title: 'lift the embargo of', deed: { kind: 'embargo', until: null } }
    if (Date.parse(when.instant) <= Date.now())
      throw new Fault(`${when.words} is past`, 'an embargo ends in the future; --lift lifts the one that stands', 2)
    return { title: `embargo until ${when.words}`, deed: { kind: 'embargo', until: when.instant } }
  })
}

async function expire(id: string, options: Options): Promise<void> {
  const { at, never } = options
  if ((at === undefined) === (never === undefined)) throw new Fault('expire when?', 'give --at TIME, or --never', 2)
  await decideAt(id, options, at, '--at', (when) =>
    when === undefined
      ? { title: 'let not expire', deed: { kind: 'expire', at: null } }
      : { title: `expire at ${when.words}`, deed: { kind: 'expire', at: when.instant } },
  )
}

interface Saying {
  readonly title: string
  readonly deed: Deed
}

async function decideAt(
  id: string,
  options: Options,
  text: string | undefined,
  option: string,
  say: (when: When | undefined) => Saying,
): Promise<void> {
  await deciding(options, async (desk) => {
    if (text === undefined) return [{ id, ...say(undefined) }]
    const story = (isArticleId(id) ? await desk.article(id) : undefined) ?? unknownArticle(id)
    const zone = await zoneOf(options, story.survey.head.filter.desk)
    const when = whenOf(text, zone, Date.now(), option)
    return [{ id, ...say(when), ...(when.note ? { note: when.note } : {}) }]
  })
}
