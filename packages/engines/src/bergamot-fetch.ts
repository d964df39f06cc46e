import { join } from 'node:path'
import { sizeOf } from './bergamot/download.ts'
import { fetchModel, OF_ONE, type Progress, type Task } from './bergamot/fetch-model.ts'
import { notAsFetched, readManifest } from './bergamot/manifest.ts'
import { findModels } from './bergamot/models.ts'
import type { ModelsEvent } from './bergamot/models-event.ts'
import type { Pair } from './bergamot/pairs.ts'
import { keptBytes, partialOf } from './bergamot/partials.ts'
import { type PlannedFile, type PlannedModel, planModel, unpackedBytes } from './bergamot/plan.ts'
import { MOZILLA_STORE, storeAddress } from './bergamot/store-address.ts'
import { modelIn, readIndex, type StoreModel } from './bergamot/store-index.ts'
import { assertSpace } from './fetching/disk.ts'
import { FetchError } from './fetching/fetch-error.ts'
import { inWords } from './fetching/in-words.ts'
import { createScratch, othersIn } from './fetching/scratch.ts'

export type { ModelsEvent } from './bergamot/models-event.ts'
export { bergamotMayTranslate, modelsFor, type Pair, withEnglish } from './bergamot/pairs.ts'
export { MOZILLA_STORE } from './bergamot/store-address.ts'
export { FetchError } from './fetching/fetch-error.ts'

export interface FetchModelsOptions {
  /** becomes `{folder}/deen/…`; see `bergamotFolder` */
  readonly folder: string
  readonly pairs: readonly Pair[]
  /** default: Mozilla's */
  readonly store?: string
  readonly signal?: AbortSignal
  readonly report?: (event: ModelsEvent) => void
  /** the store may be silent for so long; default 30 s */
  readonly silenceMs?: number
  /** free bytes of a folder; default: what the file system says */
  readonly free?: (folder: string) => Promise<number>
}

export interface ModelsFetched {
  /** `deen`, each with all that the engine needs */
  readonly placed: readonly string[]
  /** were there before, the same */
  readonly there: readonly string[]
  /** the store has released no model */
  readonly missing: readonly string[]
  readonly failed: readonly string[]
  /** over the network, now */
  readonly loadedBytes: number
}

/** The engine's names of pairs have no room for others. */
const TWO_LETTERS = /^[a-z]{2}$/

/**
 * Gets models of Firefox Translations (MPL-2.0) from a store into a folder, those of the directions named and no others. What comes is
 * checked against the index, each model is tried on a sentence, and a direction gets its place whole or not at all. What was loaded
 * when it is stopped, cut off or killed stays in `{folder}/.partial`, and the next run goes on with it.
 *
 * Throws `FetchError` with a remedy when all of it fails; what fails of one direction is reported.
 */
export async function fetchModels(options: FetchModelsOptions): Promise<ModelsFetched> {
  const { folder, report = () => {} } = options
  const store = storeAddress(options.store ?? MOZILLA_STORE)
  const speaking = { signal: options.signal ?? new AbortController().signal, silenceMs: options.silenceMs ?? 30_000 }
  try {
    await using scratch = await createScratch(folder)
    await assertAlone(folder, scratch.path)
    const task = { folder, scratch: scratch.path, store, speaking, report }
    try {
      return await fetchInto(task, options)
    } finally {
      const bytes = await keptBytes(folder)
      if (bytes > 0) report({ kind: 'kept', bytes })
    }
  } catch (thrown) {
    throw inWords('fetching models', thrown, folder)
  }
}

async function fetchInto(task: Task, { pairs, free }: FetchModelsOptions): Promise<ModelsFetched> {
  const failed: string[] = []
  const attempt = async <T>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      task.speaking.signal.throwIfAborted()
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof FetchError) || !OF_ONE.includes(thrown.problem)) throw thrown
      failed.push(name)
      task.report({ kind: 'failed', name, error: thrown })
      return undefined
    }
  }
  const index = await readIndex(task.store, task.speaking)
  const [missing, there, planned]: [string[], string[], PlannedModel[]] = [[], [], []]
  for (const pair of pairs) {
    const name = pair.join('')
    await attempt(name, async () => {
      const model = pair.every((language) => TWO_LETTERS.test(language)) ? modelIn(index, pair) : undefined
      if (!model) missing.push(pair.join('-'))
      else if (await isThere(task, name, model)) there.push(name)
      else planned.push(await planModel(task.store, model, task.speaking))
    })
  }
  const progress = await tellPlan(task, planned)
  await assertSpace('fetching the models', task.folder, progress.needed, 'fewer languages', free)
  const placed: string[] = []
  for (const model of planned) if (await attempt(model.name, () => fetchModel(task, model, progress))) placed.push(model.name)
  return { placed, there, missing, failed, loadedBytes: progress.loaded }
}

/** Whether this very model is there whole, or one of the house's own. */
async function isThere({ folder, report }: Task, name: string, model: StoreModel): Promise<boolean> {
  if (!findModels(folder).pairs.has(name)) return false
  const manifest = await readManifest(join(folder, name))
  if (manifest) return manifest.path === model.files.model.path && notAsFetched(join(folder, name)) === undefined
  report({ kind: 'own', name })
  return true
}

async function tellPlan({ report, store, folder }: Task, models: readonly PlannedModel[]): Promise<Progress> {
  const files = models.flatMap((model) => model.files)
  const sum = (of: readonly PlannedFile[], size: (file: PlannedFile) => number) => of.reduce((all, file) => all + size(file), 0)
  const directions = models.map(({ name, model: { architecture, status }, files: own }) => ({
    name,
    architecture,
    status,
    ...(own.every((file) => file.bytes !== undefined) ? { bytes: sum(own, (file) => file.bytes ?? 0) } : {}),
    diskBytes: sum(own, unpackedBytes),
  }))
  const bytes = sum(files, (file) => file.bytes ?? 0)
  const diskBytes = sum(files, unpackedBytes)
  const kept = (await Promise.all(files.map((file) => sizeOf(partialOf(folder, file))))).reduce((all, size) => all + size, 0)
  report({ kind: 'plan', host: store.host, directions, bytes, diskBytes, kept })
  return { of: bytes, needed: Math.max(0, sum(files, (file) => file.bytes ?? file.limit) - kept) + diskBytes, done: 0, loaded: 0 }
}

/** Two that load into the same file would spoil it for each other. */
async function assertAlone(folder: string, own: string): Promise<void> {
  const [other] = await othersIn(folder, own)
  if (other) throw new FetchError('busy', `another process is fetching into ${folder}`, `wait for it; if there is none, remove ${other}`)
}
