import type { BoardRow } from '@depesche/pipeline/survey'
import type { Command } from 'commander'
import { type DeskOptions, type DeskSide, openDesk } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { placeOptions } from '../place-options.ts'
import { sinceOf } from '../since.ts'
import { paint, safe } from '../terminal/style.ts'

interface Options extends DeskOptions {
  readonly since: string
  readonly retry?: true | readonly string[]
  readonly json?: true
}

type Rejected = BoardRow['upload']

/** `depesche rejected`: the uploads that could not be read, and why; `--retry` reads them again. */
export function addRejected(program: Command): void {
  placeOptions(
    program
      .command('rejected')
      .description('the uploads that could not be read: which, why, and what helps')
      .option('--since <time>', 'since a day, a time or so long ago (30m, 12h, 7d)', '30d')
      .option('--retry [upload...]', 'read these again (the first 8 characters will do), or all that are listed')
      .option('--json', 'one JSON object per line'),
  ).action(rejected)
}

async function rejected(options: Options): Promise<void> {
  const since = sinceOf(options.since)
  const desk = openDesk(options)
  try {
    const uploads = await Array.fromAsync(desk.rejected(since))
    if (options.retry !== undefined) await retry(desk, chosen(uploads, options.retry))
    else if (options.json) for (const each of uploads) console.log(JSON.stringify(asJson(each)))
    else if (uploads.length === 0) console.log('nothing was rejected in this time')
    else for (const each of uploads) console.log(lines(each).join('\n'))
  } finally {
    await desk.close()
  }
}

function lines({ upload, received, desk, name, rejected }: Rejected): readonly string[] {
  const place = rejected?.line === undefined ? '' : `, line ${rejected.line}`
  return [
    `${received.slice(0, 19).replace('T', ' ')}  ${desk}  ${paint('bold', safe(name))}${place}  ${rejected?.rule ?? ''}  ${upload.slice(0, 8)}`,
    `  ${safe(rejected?.reason ?? '')}`,
    `  ${safe(rejected?.remedy ?? '')}`,
  ]
}

const asJson = ({ upload, received, desk, name, rejected }: Rejected) => ({ upload, received, desk, name, ...rejected })

/** The uploads that are meant; nothing is done when one of them is not clear. */
function chosen(uploads: readonly Rejected[], wanted: true | readonly string[]): readonly Rejected[] {
  if (wanted === true) return uploads
  return [...new Set(wanted.map((prefix) => one(uploads, prefix)))]
}

function one(uploads: readonly Rejected[], prefix: string): Rejected {
  if (!/^[0-9a-f]{8,32}$/.test(prefix))
    throw new Fault(`"${safe(prefix)}" is no upload`, '--retry takes the first 8 characters of an upload, or more', 2)
  const [found, ...others] = uploads.filter(({ upload }) => upload.startsWith(prefix))
  if (found === undefined)
    throw new Fault(
      `no upload that begins with ${prefix} was rejected in this time`,
      '"depesche rejected" lists them; look further back with --since',
      2,
    )
  if (others.length > 0)
    throw new Fault(
      `${others.length + 1} uploads begin with ${prefix}`,
      `say more of it: ${[found, ...others].map(({ upload }) => upload).join(', ')}`,
      2,
    )
  return found
}

async function retry(desk: DeskSide, uploads: readonly Rejected[]): Promise<void> {
  if (uploads.length === 0) return console.log('nothing was rejected in this time')
  for (const { upload, name } of uploads) {
    const retried = await desk.retry(upload)
    console.log(`${retried ? 'to be read again' : 'not rejected any more'}  ${safe(name)}  ${upload.slice(0, 8)}`)
  }
  console.log(desk.carriesOn())
}
