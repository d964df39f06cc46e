import { mkdir, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EngineName } from '@depesche/config/define-config'
import type { DeskSettings } from '@depesche/pipeline/desks'
import { createExits } from '@depesche/pipeline/exits'
import { listProducts } from '@depesche/pipeline/ledger/products'
import { receive, uploadId } from '@depesche/pipeline/steps/receive'
import { surveyArticle } from '@depesche/pipeline/survey'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import { resolveLinks } from '@depesche/syndication/ninjs'
import type { Command } from 'commander'
import { engineNamesOf } from '../engine-names.ts'
import { Fault } from '../fault.ts'
import { fileInbox, listFiles, type Read, readGiven } from '../files.ts'
import { canTranslate, directionsOf, getApertium } from '../get-apertium.ts'
import { deskNamed, loadNewsroom, type Newsroom } from '../newsroom.ts'
import { DATA_FOLDER, makeDataFolder, type Node, openNode } from '../node.ts'
import { priceLines } from '../price-before.ts'
import { Results } from '../results.ts'
import { type Progress, startProgress } from '../terminal/progress.ts'
import { heldBecause, waitingLines } from '../terminal/stations.ts'
import { cut, safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'

interface Options {
  readonly to?: string
  readonly out?: string
  readonly dryRun?: true
  readonly desk?: string
  readonly engine?: string
  readonly data: string
  readonly config?: string
}

/** `depesche run`: the whole job once, no server left. */
export function addRun(program: Command): void {
  program
    .command('run')
    .description('the whole job once: read, translate, write DIR/{product}/{language}/{id}.json')
    .argument('<file...>', 'files, or folders of files')
    .option('--to <languages>', 'the languages wanted, e.g. es,ca (by default those of each product)')
    .option('--out <dir>', 'where the JSON goes; needed but for --dry-run')
    .option('--dry-run', 'tell what the engines would be sent and what it would cost, and neither send nor write anything')
    .option('--desk <name>', 'the desk that uploads (by default the first one)')
    .option('--engine <names>', 'the engines to use instead of the configured ones, e.g. apertium or pseudo')
    .option('--data <folder>', 'where engines are kept', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(run)
}

async function run(paths: readonly string[], options: Options): Promise<void> {
  const newsroom = await loadNewsroom(options.config)
  const desk = deskNamed(newsroom, options.desk)
  const engineNames = engineNamesOf(newsroom, options.engine)
  const products = productsTo(newsroom, options.to)
  const files = await listFiles(paths)
  if (options.dryRun) return priceOnly({ ...newsroom, products }, desk, engineNames, files, options.data)
  const { out } = options
  if (out === undefined)
    throw new Fault('--out is missing', 'name the folder for the JSON: --out DIR, or ask with --dry-run what it would cost', 2)
  // before the work, not after it
  await mkdir(out, { recursive: true })
  const progress = startProgress()
  const results = new Results(files, progress)
  const node = await openNode({
    newsroom,
    products,
    dataFolder: options.data,
    engineNames,
    observe: results.observe,
    onError: results.error,
  })
  try {
    if (engineNames.includes('apertium') && !canTranslate(node.engines())) {
      makeDataFolder(options.data)
      progress.line('no engine can translate here yet: getting Apertium (Ctrl-C goes on without)')
      await gettingUntilInterrupted(options.data, { ...newsroom, products }, progress)
      await node.renewEngines()
    }
    for (const path of files) await takeIn(node, newsroom, desk.prefix, path, files, results)
    await node.worker.idle()
    const written = await writeOut(node, out, results)
    progress.done()
    console.log(await closingTable(node, results, written, out))
  } finally {
    progress.done()
    await node.close()
  }
  if (results.failures() > 0) process.exitCode = 1
}

/** The whole job begins with an empty memory: what it would send is what it would send the first time. */
async function priceOnly(
  newsroom: Newsroom,
  desk: DeskSettings,
  engines: readonly EngineName[],
  files: readonly string[],
  folder: string,
): Promise<void> {
  const given: Read[] = []
  for (const path of files) {
    const file = await readGiven(path)
    if ('bytes' in file) given.push(file)
    else {
      console.error(`${safe(path)}: ${file.error}`)
      process.exitCode = 1
    }
  }
  for (const line of await priceLines(newsroom, desk, { engines, folder, remembers: false }, given)) console.log(line)
}

async function gettingUntilInterrupted(dataFolder: string, newsroom: Newsroom, progress: Progress): Promise<void> {
  const abort = new AbortController()
  const stop = () => abort.abort()
  process.once('SIGINT', stop)
  await getApertium({ dataFolder, directions: directionsOf(newsroom), progress, signal: abort.signal })
  process.off('SIGINT', stop)
}

function productsTo(newsroom: Newsroom, to: string | undefined): Newsroom['products'] {
  if (to === undefined) return newsroom.products
  const languages = to.split(',').map((language) => language.trim())
  for (const language of languages)
    if (!/^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(language))
      throw new Fault(`"${safe(language)}" is not a language`, '--to takes tags like es,ca or de,fr-CH', 2)
  return newsroom.products.map((product) => ({ ...product, languages: [...new Set(languages)] }))
}

async function takeIn(
  node: Node,
  newsroom: Newsroom,
  prefix: string,
  path: string,
  files: readonly string[],
  results: Results,
): Promise<void> {
  const given = await readGiven(path)
  if (!('bytes' in given)) return results.cannotRead(path, given.error)
  const { inbox, dropped } = fileInbox(given, prefix)
  // two files of one name in two folders are two uploads, not two versions of one
  const isShared = files.filter((other) => basename(other) === basename(path)).length > 1
  const own = isShared ? { ...dropped, key: `${prefix}/${path.replaceAll(/[\\/]/g, '_')}` } : dropped
  results.paths.set(uploadId(own), path)
  await receive({ ports: node.store.ports, inbox, desks: newsroom.desks, observe: results.observe }, own)
}

interface Written {
  readonly id: string
  readonly product: string
  readonly language: string
}

/** Everything that may leave, through the same exit that partners read. */
async function writeOut(node: Node, out: string, results: Results): Promise<readonly Written[]> {
  const { table: items } = node.store.ports
  const products = await listProducts(items)
  const exits = createExits(node.store.ports)
  const reader = readerOfProducts(
    'run',
    products.map(({ name }) => name),
  )
  const written: Written[] = []
  for (const id of new Set([...results.normalized.values()].map((each) => each.id)))
    for (const { feed } of (await surveyArticle(items, id))?.feeds ?? []) {
      const answer = await exits.open(reader, feed, id)
      if (typeof answer === 'string') continue
      const item = resolveLinks(JSON.parse(Buffer.from(answer.bytes).toString('utf8')) as Record<string, unknown>, (path) =>
        fileUrl(out, path),
      )
      await writeWhole(join(out, feed.product, feed.language, `${id}.json`), `${JSON.stringify(item, null, 2)}\n`)
      written.push({ id, ...feed })
    }
  return written
}

/** `/v1/feeds/{product}/{language}/items/{id}` as the file that holds it. */
function fileUrl(out: string, path: string): string {
  const [, , , product = '', language = '', , id = ''] = path.split('/')
  return pathToFileURL(resolve(out, product, language, `${id}.json`)).href
}

/** Nobody sees half a file. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
}

async function closingTable(node: Node, results: Results, written: readonly Written[], out: string): Promise<string> {
  const rows: string[][] = []
  const remedies = new Set<string>()
  for (const { upload, id, name, item, language } of results.normalized.values()) {
    const file = safe(cut(results.paths.get(upload) ?? name, 48))
    const survey = await surveyArticle(node.store.ports.table, id)
    const held = survey?.closings.length ? `held: ${heldBecause(survey.closings, survey.head.doubts)}` : ''
    const languages = [...new Set(written.filter((each) => each.id === id).map((each) => each.language))]
    const undone = (state: string) => (survey?.languages ?? []).filter(({ work }) => work?.state === state)
    const waiting = undone('waiting').map((each) => each.language)
    const failed = undone('failed').map((each) => `${each.language} failed: ${safe(cut(each.work?.reason ?? '', 60))}`)
    if (waiting.length > 0) remedies.add(remediesFor(language, waiting))
    const reasons = [held, waiting.length > 0 ? `${waiting.join(' ')}: no engine` : '', ...failed].filter(Boolean).join('; ')
    rows.push([file, id, languages.join(' '), reasons, safe(cut(item.headline, 48))])
  }
  for (const [path, reason] of results.unreadable) rows.push([safe(cut(path, 48)), '', '', `cannot be read: ${safe(cut(reason, 80))}`, ''])
  const end = `${written.length} ${written.length === 1 ? 'file' : 'files'} in ${out}, ${results.unreadable.size} unreadable`
  return `${table(['file', 'id', 'written', 'not written', 'headline'], rows)}\n${[...remedies, end].join('\n')}`
}

/** What would help the languages of an article that wait. */
function remediesFor(from: string, waiting: readonly string[]): string {
  return waitingLines(from, waiting).join('\n')
}
