import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FetchError, type FetchProblem } from '../fetching/fetch-error.ts'
import { download, sizeOf } from './download.ts'
import { MANIFEST, type Manifest } from './manifest.ts'
import { findModels } from './models.ts'
import type { ModelsEvent } from './models-event.ts'
import { forgetPartials, PARTIAL, partialOf } from './partials.ts'
import { putInPlace } from './place.ts'
import type { PlannedFile, PlannedModel } from './plan.ts'
import { type FirstWords, selfTest } from './self-test.ts'
import type { Speaking } from './store-request.ts'
import { type Unpacked, unpack } from './unpack.ts'

export interface Task {
  readonly folder: string
  readonly scratch: string
  readonly store: URL
  readonly speaking: Speaking
  readonly report: (event: ModelsEvent) => void
}

/** What is wrong with one direction; anything else would be wrong with the next one too. */
export const OF_ONE: readonly FetchProblem[] = ['not-found', 'wrong-hash', 'too-big', 'odd-index', 'self-test']

/** How far it is, over all directions. */
export interface Progress {
  readonly of: number
  /** bytes that the disk must have room for */
  readonly needed: number
  /** bytes of files that are whole */
  done: number
  loaded: number
}

/** Loads, checks, tries and places one direction. Throws `FetchError`; of what is wrong with it nothing is kept. */
export async function fetchModel(task: Task, planned: PlannedModel, progress: Progress): Promise<true> {
  const { folder, scratch, report } = task
  const { name } = planned
  const unpacked = join(scratch, name)
  await mkdir(unpacked)
  await forgetPartials(folder, name, planned.files)
  try {
    const files: Unpacked[] = []
    for (const file of planned.files) files.push(await fetchFile(task, name, file, unpacked, progress))
    await writeFile(join(unpacked, MANIFEST), JSON.stringify(manifestOf(task, planned, files), null, 2), { flush: true })
    report({ kind: 'test', name })
    const words = await testOf(scratch, planned)
    task.speaking.signal.throwIfAborted()
    await putInPlace(unpacked, folder, name, scratch)
    await forgetPartials(folder, name)
    report({ kind: 'placed', name, words })
    return true
  } catch (thrown) {
    // what is wrong stays wrong: the next run must not go on with it
    if (thrown instanceof FetchError && OF_ONE.includes(thrown.problem)) await forgetPartials(folder, name)
    throw thrown
  }
}

/** As the engine will find it: the same look at the folder says which files are the model. */
function testOf(scratch: string, { name, model }: PlannedModel): Promise<FirstWords> {
  const files = findModels(scratch).pairs.get(name)
  if (!files) throw new FetchError('self-test', `the model of ${name} is not whole`, 'tell whoever runs the store')
  return selfTest(model.pair, files)
}

/** Loads and unpacks one file; what an earlier run had begun and turns out wrong is loaded anew once. */
async function fetchFile(task: Task, name: string, file: PlannedFile, unpacked: string, progress: Progress): Promise<Unpacked> {
  const { folder, speaking, report } = task
  const path = partialOf(folder, file)
  await mkdir(join(folder, PARTIAL), { recursive: true })
  const tell = (bytes: number) => report({ kind: 'download', name, bytes: Math.min(progress.of, progress.done + bytes), of: progress.of })
  const load = async () => {
    const { loaded, resumed } = await download(file, path, speaking, tell)
    progress.loaded += loaded
    tell(await sizeOf(path))
    return resumed
  }
  const check = () => unpack(file, path, join(unpacked, file.name), speaking.signal)
  const resumed = await load()
  try {
    return await check()
  } catch (thrown) {
    // two halves of two files may be anything
    if (!resumed || !(thrown instanceof FetchError) || !['wrong-hash', 'too-big'].includes(thrown.problem)) throw thrown
    await rm(path)
    await load()
    return await check()
  } finally {
    progress.done += await sizeOf(path)
  }
}

function manifestOf({ store }: Task, { model }: PlannedModel, files: readonly Unpacked[]): Manifest {
  const { architecture, status } = model
  const fetched = new Date().toISOString()
  return { store: store.href, path: model.files.model.path, architecture, status, licence: 'MPL-2.0', fetched, files }
}
