import { setTimeout as sleep } from 'node:timers/promises'
import { holderOf } from '@depesche/local/lock'
import { openStore } from '@depesche/local/node'
import type { DeskSettings } from '@depesche/pipeline/desks'
import { keys } from '@depesche/pipeline/keys'
import { getValue } from '@depesche/pipeline/ledger/items'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import type { Table } from '@depesche/pipeline/ports'
import { receive, uploadId, type Wishes } from '@depesche/pipeline/steps/receive'
import { type ArticleSurvey, surveyArticle } from '@depesche/pipeline/survey'
import type { Command } from 'commander'
import type { DeskOptions } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { fileInbox, listFiles, type Read, readGiven, versionOf } from '../files.ts'
import { deskNamed, loadNewsroom, type Newsroom } from '../newsroom.ts'
import { makeDataFolder } from '../node.ts'
import { placeOptions } from '../place-options.ts'
import { priceLines } from '../price-before.ts'
import { reasonOf } from '../reason.ts'
import { type RemoteDesk, remoteDesk } from '../remote.ts'
import { refuseWhileRestoring } from '../take-lock.ts'
import { heldBecause, tell } from '../terminal/stations.ts'
import { cut, safe, size } from '../terminal/style.ts'

interface Options extends DeskOptions {
  readonly desk?: string
  readonly id?: string
  readonly replaces?: string
  readonly reason?: string
  readonly config?: string
  readonly dryRun?: true
}

/** How long `put` watches what a running `up`, or a stack, makes of the upload. */
const WATCH_MS = 10_000
const WATCH_STACK_MS = 30_000

/** `depesche put`: an upload from the command line, whether `up` runs or not. */
export function addPut(program: Command): void {
  placeOptions(
    program
      .command('put')
      .description('upload files: to this machine, whether "depesche up" runs or not, or to a stack')
      .argument('<file...>', 'files, or folders of files')
      .option('--desk <name>', 'the desk that uploads (by default the first one)')
      .option('--id <identity>', 'the identity of the story, whatever the document says: the same again is its next version')
      .option('--replaces <id>', 'the article (our id) that this is the next version of')
      .option('--reason <text>', 'why it corrects what was before: partners read it (at most 300 bytes)')
      .option('--dry-run', 'tell what this machine’s engines would be sent and what it would cost, and upload nothing')
      .option('--config <file>', 'the newsroom (depesche.config.ts)'),
  ).action(put)
}

async function put(paths: readonly string[], options: Options): Promise<void> {
  const newsroom = await loadNewsroom(options.config)
  const desk = deskNamed(newsroom, options.desk)
  const files = await listFiles(paths)
  const wishes = checkedWishes(options, files.length)
  if (options.dryRun) return priceOnly(newsroom, desk, files, options.data)
  const url = options.url ?? process.env.DEPESCHE_URL
  if (url !== undefined) return putRemote(remoteDesk(url, options.keyFile), desk.name, files, wishes)
  makeDataFolder(options.data)
  refuseWhileRestoring(options.data)
  const isUp = holderOf(options.data) !== undefined
  const store = openStore(options.data)
  let kept = 0
  try {
    for (const path of files) {
      const given = await readOrTell(path)
      if (given === undefined) continue
      const { inbox, dropped } = fileInbox(given, desk.prefix)
      const known = (await store.ports.table.get(keys.upload(uploadId(dropped, wishes)))) !== undefined
      const observe = (sighting: Parameters<typeof tell>[0]) => console.log(tell(sighting).join('\n'))
      const upload = await receive({ ports: store.ports, inbox, desks: newsroom.desks, observe }, dropped, wishes)
      kept++
      if (known) console.log(`known       ${safe(path)} is here already, unchanged`)
      if (isUp && upload !== undefined) await watch(store.ports.table, upload)
    }
    if (!isUp && kept > 0) console.log(`kept in ${options.data}; "npm start" (depesche up) takes it from here`)
  } finally {
    await store.close()
  }
}

async function priceOnly(newsroom: Newsroom, desk: DeskSettings, files: readonly string[], folder: string): Promise<void> {
  const given = (await Promise.all(files.map(readOrTell))).filter((each) => each !== undefined)
  for (const line of await priceLines(newsroom, desk, { engines: newsroom.engines, folder, remembers: true }, given)) console.log(line)
}

/** A file's bytes; one that cannot be read is told, and the command ends with 1. */
async function readOrTell(path: string): Promise<Read | undefined> {
  const given = await readGiven(path)
  if ('bytes' in given) return given
  console.error(`${safe(path)}: ${given.error}`)
  process.exitCode = 1
  return undefined
}

/** Each file to the stack; the ones that cannot be read are told, the others go. */
async function putRemote(stack: RemoteDesk, desk: string, files: readonly string[], wishes: Wishes): Promise<void> {
  for (const path of files) {
    const given = await readOrTell(path)
    if (given === undefined) continue
    const { upload, known } = await stack.upload(desk, given, wishes)
    console.log(
      known
        ? `known       ${safe(path)} is there already, unchanged`
        : `received    ${desk}/${safe(versionOf(given).name)}, ${size(given.bytes.length)}`,
    )
    await watchRemote(stack, upload)
  }
}

async function watchRemote(stack: RemoteDesk, upload: string): Promise<void> {
  const end = Date.now() + WATCH_STACK_MS
  for (let pause = 200; Date.now() < end; pause = Math.min(2_000, pause * 1.5)) {
    const item = await stack.uploadItem(upload)
    if (item !== undefined && item.state !== 'received') return report((id) => stack.article(id).then((story) => story?.survey), item)
    await sleep(pause)
  }
  console.log('it is in the queue; "depesche status" with the same --url tells more')
}

function checkedWishes({ id, replaces, reason }: Options, files: number): Wishes {
  if (id !== undefined && replaces !== undefined)
    throw new Fault(
      '--id and --replaces exclude each other',
      'use --replaces with our id of an article, or --id with an identity of yours',
      2,
    )
  if ((id ?? replaces) !== undefined && files !== 1)
    throw new Fault('--id and --replaces take exactly one file', 'put the files one by one', 2)
  if (id !== undefined && (id.trim() === '' || id.length > 200))
    throw new Fault('an --id has 1 to 200 characters', 'give the story a shorter identity', 2)
  return {
    ...(id === undefined ? {} : { asId: id }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(reason === undefined ? {} : { reason: reasonOf(reason) }),
  }
}

/** Tells what the running `up` makes of an upload, as far as it comes within the time. */
async function watch(table: Table, upload: string): Promise<void> {
  const end = Date.now() + WATCH_MS
  while (Date.now() < end) {
    const item = await getValue<UploadItem>(table, keys.upload(upload))
    if (item !== undefined && item.state !== 'received') return report((id) => surveyArticle(table, id), item)
    await sleep(50)
  }
  console.log('it is in the queue; "depesche status" tells more')
}

async function report(surveyOf: (id: string) => Promise<ArticleSurvey | undefined>, item: UploadItem): Promise<void> {
  if (item.rejected !== undefined) {
    console.error(`rejected    ${safe(item.name)}: ${safe(item.rejected.reason)}\n            ${item.rejected.remedy}`)
    process.exitCode = 1
    return
  }
  if (item.state === 'unpacked')
    return console.log(`unpacked    ${safe(item.name)}: ${item.parts} articles, each on the board by itself (depesche status)`)
  const id = item.assigned?.id ?? ''
  const survey = await surveyOf(id)
  const version = survey?.versions.find((each) => each.version === item.assigned?.version)
  if (item.decided !== undefined)
    return console.log(`notice      ${safe(item.name)} withdraws ${id}: “${safe(cut(version?.headline ?? '', 90))}”`)
  const held = survey?.closings.length ? `; held: ${heldBecause(survey.closings, survey.head.doubts)}` : ''
  console.log(
    `${item.state === 'duplicate' ? 'known     ' : 'normalized'}  ${id} version ${item.assigned?.version}: “${safe(cut(version?.headline ?? '', 90))}”${held}`,
  )
  console.log(`            npx --no depesche status ${id}`)
}
