import { basename } from 'node:path'
import { articleId, type Identity, Rejected } from '@depesche/article/model'
import { describe } from '@depesche/wire/describe'
import type { Reading } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import type { Command } from 'commander'
import { articlesIn } from '../articles-in.ts'
import { type Given, listFiles, readGiven } from '../files.ts'
import { deskNamed, loadNewsroom } from '../newsroom.ts'
import { safe } from '../terminal/style.ts'

interface Options {
  readonly json?: true
  readonly desk?: string
  readonly config?: string
}

/** `depesche normalize`: what becomes of a file, without storing or sending anything. */
export function addNormalize(program: Command): void {
  program
    .command('normalize')
    .description('read files as the pipeline would, and show the article, what was dropped and why')
    .argument('<file...>', 'files, or folders of files')
    .option('--json', 'one JSON object {"article": …, "notes": […]} per file and line')
    .option('--desk <name>', 'the desk that uploads (by default the first one)')
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(normalizeFiles)
}

async function normalizeFiles(paths: readonly string[], options: Options): Promise<void> {
  const newsroom = await loadNewsroom(options.config)
  const desk = deskNamed(newsroom, options.desk)
  const files = await listFiles(paths)
  for (const [index, path] of files.entries()) {
    const given = await readGiven(path)
    const all = 'bytes' in given ? articlesIn(given, desk) : [given]
    const isOne = files.length === 1 && all.length === 1
    for (const [number, one] of all.entries()) {
      const reading = readOne(one, desk)
      if (reading === undefined) {
        process.exitCode = 1
        continue
      }
      if (options.json) console.log(JSON.stringify(asJson(one.path, desk.name, reading)))
      else console.log(`${isOne ? '' : `${index + number > 0 ? '\n' : ''}── ${safe(one.path)}\n`}${describe(reading.draft, reading.notes)}`)
    }
  }
}

function readOne(given: Given, desk: Parameters<typeof read>[1]): Reading | undefined {
  try {
    if ('bytes' in given) return read({ name: basename(given.path), bytes: given.bytes }, desk)
    console.error(`${safe(given.path)}: ${given.error}`)
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    console.error(`${safe(given.path)}${error.line === undefined ? '' : `:${error.line}`}: ${safe(error.message)}\n  ${error.remedy}`)
  }
  return undefined
}

function asJson(path: string, desk: string, { draft, notes }: Reading): object {
  const identity: Identity = draft.identity ?? {
    scheme: 'upload',
    value: basename(path),
    number: basename(path).replace(/\.[a-z0-9]{1,5}$/i, ''),
  }
  return { article: { id: articleId(desk, identity), desk, version: 1, ...draft, identity }, notes }
}
