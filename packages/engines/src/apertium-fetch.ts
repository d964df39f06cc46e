import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Apt, createApt, type Package } from './apertium/apt.ts'
import { packagesFor } from './apertium/routes.ts'
import { type RunOptions, run } from './apertium/run.ts'
import { findApertium, modesOf } from './apertium-installation.ts'
import { assertSpace, watchSize } from './fetching/disk.ts'
import { FetchError } from './fetching/fetch-error.ts'
import { createScratch } from './fetching/scratch.ts'

export { packagesFor } from './apertium/routes.ts'
export { FetchError } from './fetching/fetch-error.ts'

/** What happens, as it happens, for whoever shows it. */
export type FetchEvent =
  /** the machine's package lists do not do: our own are loaded, some megabytes */
  | { readonly kind: 'lists' }
  /** what will be downloaded, from where (the archive, `Debian:12.5/stable`), and what it takes on disk */
  | {
      readonly kind: 'plan'
      readonly packages: readonly Package[]
      readonly hosts: readonly string[]
      readonly suites: readonly string[]
      readonly bytes: number
      readonly diskBytes: number
    }
  | { readonly kind: 'download'; readonly bytes: number; readonly of: number }
  | { readonly kind: 'unpack'; readonly done: number; readonly of: number }

export interface FetchOptions {
  /** becomes `{folder}/root/usr/…`; see `apertiumFolder` */
  readonly folder: string
  /** default: English and French to Spanish, Catalan, Italian and Portuguese; added to what the folder has */
  readonly packages?: readonly string[]
  readonly signal?: AbortSignal
  readonly report?: (event: FetchEvent) => void
  /** for all of it; default 15 minutes */
  readonly timeoutMs?: number
  /** for apt: PATH, proxies; default this process's */
  readonly env?: NodeJS.ProcessEnv
}

export interface Fetched {
  /** `there`: the folder had it all; `installed`: the machine has it, nothing to unpack; `fetched`: it was downloaded */
  readonly outcome: 'there' | 'installed' | 'fetched'
  /** modes in reach now: `fr-es` */
  readonly modes: readonly string[]
  readonly downloadedBytes: number
}

/** English and French, from what a wire comes in, to what Apertium is good at. */
export const defaultPackages = packagesFor(['en', 'fr'].flatMap((from) => ['es', 'ca', 'it', 'pt'].map((to) => [from, to] as const)))

/** What pairs run without depending on it: apertium-spa-ita does so in Debian 12. */
const UNSAID = ['cg3']

interface Task extends RunOptions {
  readonly packages: readonly string[]
  readonly folder: string
  readonly scratch: string
  readonly report: (event: FetchEvent) => void
}

/**
 * Gets Apertium and language pairs from the archive of Debian or Ubuntu into a folder, without root: apt solves, downloads and
 * checks; dpkg unpacks; nothing is installed and removing the folder undoes it. All or nothing: it is unpacked beside and
 * renamed at the end, and what a killed process left is removed by the next.
 *
 * Throws `FetchError` with a remedy: no apt here, unknown packages, no space, no network, aborted, too slow.
 */
export async function fetchApertium(options: FetchOptions): Promise<Fetched> {
  const { folder } = options
  const had = await askedBefore(folder)
  const packages = [...new Set([...had, ...(options.packages ?? defaultPackages)])].sort()
  if (had.length === packages.length) return { outcome: 'there', modes: modesIn(folder), downloadedBytes: 0 }
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 900_000)
  const signal = AbortSignal.any([timeout, ...(options.signal ? [options.signal] : [])])
  const env = options.env ?? process.env
  try {
    for (const tool of ['apt-get', 'dpkg']) await run(tool, ['--version'], { env, signal })
    await using scratch = await createScratch(folder)
    return await fetchInto({ packages, folder, scratch: scratch.path, report: options.report ?? (() => {}), env, signal })
  } catch (thrown) {
    if (!signal.aborted) throw thrown
    throw timeout.aborted
      ? new FetchError('too-slow', 'fetching Apertium took too long', 'try again on a faster line, or with fewer language pairs', thrown)
      : new FetchError('aborted', 'fetching Apertium was stopped: nothing was kept', 'start it again', thrown)
  }
}

async function fetchInto(task: Task): Promise<Fetched> {
  const { missing, downloadedBytes } = await download(task)
  const modes = () => modesIn(task.folder)
  if (missing.length === 0) return { outcome: 'installed', modes: modes(), downloadedBytes }
  await unpack(task)
  await writeFile(join(rootOf(task.scratch), MANIFEST), JSON.stringify({ asked: task.packages, unpacked: missing }, null, 2))
  task.signal.throwIfAborted()
  await swap(task)
  return { outcome: 'fetched', modes: modes(), downloadedBytes }
}

interface Downloaded {
  readonly missing: readonly Package[]
  readonly downloadedBytes: number
}

/** With the machine's own package lists if they know the packages and are not stale; otherwise with lists of ours. */
async function download(task: Task): Promise<Downloaded> {
  await mkdir(debsOf(task), { recursive: true })
  const ready = createApt(task.scratch, task)
  try {
    return await downloadWith(ready, task)
  } catch (thrown) {
    const mayHelp = thrown instanceof FetchError && ['unknown-package', 'command-failed'].includes(thrown.problem)
    if (!mayHelp || task.signal.aborted) throw thrown
  }
  task.report({ kind: 'lists' })
  const own = createApt(task.scratch, task, join(task.scratch, 'lists'))
  await own.update()
  return downloadWith(own, task)
}

async function downloadWith(apt: Apt, task: Task): Promise<Downloaded> {
  const missing = await apt.solve([...task.packages, ...UNSAID])
  if (missing.length === 0) return { missing, downloadedBytes: 0 }
  const names = missing.map(({ name }) => name)
  const files = await apt.uris(names)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const diskBytes = await apt.unpackedBytes(names)
  const hosts = [...new Set(files.map(({ url }) => new URL(url).origin))]
  const suites = [...new Set(missing.map(({ suite }) => suite))]
  task.report({ kind: 'plan', packages: missing, hosts, suites, bytes, diskBytes })
  await assertSpace('Apertium', task.folder, bytes + diskBytes, 'fewer language pairs')
  const stop = watchSize(debsOf(task), (done) => task.report({ kind: 'download', bytes: Math.min(done, bytes), of: bytes }))
  await apt.download(names, debsOf(task)).finally(stop)
  task.report({ kind: 'download', bytes, of: bytes })
  return { missing, downloadedBytes: bytes }
}

async function unpack(task: Task): Promise<void> {
  const files = (await readdir(debsOf(task))).filter((name) => name.endsWith('.deb'))
  for (const [done, file] of files.entries()) {
    task.report({ kind: 'unpack', done, of: files.length })
    await run('dpkg', ['-x', join(debsOf(task), file), rootOf(task.scratch)], task)
  }
  for (const part of ['usr/share/doc', 'usr/share/man']) await rm(join(rootOf(task.scratch), part), { recursive: true, force: true })
  if (!existsSync(join(rootOf(task.scratch), 'usr/share/apertium/modes')))
    throw new FetchError('incomplete', 'the packages hold no Apertium modes', 'name at least one language pair: apertium-fr-es')
  task.report({ kind: 'unpack', done: files.length, of: files.length })
}

/** Pipelines that run keep their open files; what starts from now on finds the new ones. */
async function swap({ folder, scratch }: Task): Promise<void> {
  if (existsSync(rootOf(folder))) await rename(rootOf(folder), join(scratch, 'replaced'))
  await rename(rootOf(scratch), rootOf(folder))
}

const MANIFEST = 'depesche.json'
const rootOf = (folder: string) => join(folder, 'root')
const debsOf = ({ scratch }: Task) => join(scratch, 'debs')
const modesIn = (folder: string) => [...modesOf(findApertium(folder)).keys()]

async function askedBefore(folder: string): Promise<readonly string[]> {
  const manifest = join(rootOf(folder), MANIFEST)
  if (!existsSync(manifest)) return []
  return (JSON.parse(await readFile(manifest, 'utf8')) as { readonly asked: readonly string[] }).asked
}
