import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dropped, type Inbox, MAX_UPLOAD_BYTES } from '@depesche/pipeline/ports'
import { openForWriting } from './open-for-writing.ts'

/** A file must have been left alone for so long before it is an upload. */
export const QUIET_MS = 500

/** Something in the drop box that is not an upload, and why. */
export interface Odd {
  readonly path: string
  readonly reason: string
}

export interface WatchFolder extends Inbox {
  readonly folder: string
  /** What lies there and will never be taken: too large, in no desk's folder, not a file. */
  odd(): Promise<readonly Odd[]>
}

/**
 * The drop box of one machine: `{folder}/{prefix}/{file}`. A file that is still being written is not listed: its size
 * and time must have stood still, and (on Linux) no process may have it open for writing. Names that begin with a dot,
 * links and sub-folders are left alone. `versionId` is the time of the last change and the sha256 of the bytes.
 */
export async function openWatchFolder(folder: string, prefixes: readonly string[], clock: () => number): Promise<WatchFolder> {
  for (const prefix of prefixes) await mkdir(join(folder, prefix), { recursive: true })
  /** size and time at the last look, with when that was */
  const seen = new Map<string, { readonly state: string; readonly since: number }>()
  const versions = new Map<string, { readonly state: string; readonly versionId: string }>()

  /** The state of a file that has stood still for long enough. */
  const stillState = async (path: string): Promise<string | undefined> => {
    const state = await stateOf(path)
    if (state === undefined) return undefined
    const before = seen.get(path)
    if (before?.state !== state) seen.set(path, { state, since: clock() })
    return before?.state === state && clock() - before.since >= QUIET_MS ? state : undefined
  }
  const versionOf = async (path: string, state: string): Promise<string | undefined> => {
    const known = versions.get(path)
    if (known?.state === state) return known.versionId
    const bytes = await readFile(path).catch(ignoreMissing)
    if (bytes === undefined || (await stateOf(path)) !== state) return undefined
    const versionId = `${mtimeOf(state)}-${createHash('sha256').update(bytes).digest('hex')}`
    versions.set(path, { state, versionId })
    return versionId
  }
  const pathOf = ({ key }: Dropped) => join(folder, ...splitKey(key, prefixes))

  return {
    folder,
    list: async () => {
      const dropped: Dropped[] = []
      const present = new Set<string>()
      const still: { readonly key: string; readonly path: string; readonly state: string }[] = []
      for (const prefix of prefixes)
        for (const { name } of await filesOf(join(folder, prefix))) {
          const path = join(folder, prefix, name)
          present.add(path)
          const state = await stillState(path)
          if (state !== undefined) still.push({ key: `${prefix}/${name}`, path, state })
        }
      // one look at the system for all of them, and each file's state once more after it
      const open = still.length > 0 ? await openForWriting(folder) : new Set<string>()
      for (const { key, path, state } of still) {
        const versionId = !open.has(path) && (await stateOf(path)) === state && (await versionOf(path, state))
        if (versionId) dropped.push({ key, versionId })
      }
      for (const map of [seen, versions]) for (const path of map.keys()) if (!present.has(path)) map.delete(path)
      return dropped
    },
    get: async (dropped) => {
      const bytes = await readFile(pathOf(dropped)).catch(ignoreMissing)
      const hash = bytes && createHash('sha256').update(bytes).digest('hex')
      return hash !== undefined && dropped.versionId.endsWith(`-${hash}`) ? bytes : undefined
    },
    delete: async (dropped) => {
      const path = pathOf(dropped)
      const state = await stateOf(path)
      // another version has come under the same name: it stays
      if (state === undefined || !dropped.versionId.startsWith(`${mtimeOf(state)}-`)) return
      const listed = versions.get(path)
      if (listed !== undefined && listed.state !== state) return
      await rm(path, { force: true })
    },
    odd: () => oddThings(folder, prefixes, clock()),
  }
}

/** `{prefix}/{name}`: a desk's folder, one separator, no way up. Throws for anything else. */
function splitKey(key: string, prefixes: readonly string[]): readonly [string, string] {
  const at = key.indexOf('/')
  const [prefix, name] = [key.slice(0, at), key.slice(at + 1)]
  if (!prefixes.includes(prefix) || name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name))
    throw new Error(`not a key of the drop box: ${JSON.stringify(key)}`)
  return [prefix, name]
}

const isMissing = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error
}

/** `{size} {time of last change in ns} {inode and time of last change of any kind}` of a plain file within the size limit. */
async function stateOf(path: string): Promise<string | undefined> {
  const stat = await lstat(path, { bigint: true }).catch(ignoreMissing)
  return stat?.isFile() && stat.size <= MAX_UPLOAD_BYTES ? `${stat.size} ${stat.mtimeNs} ${stat.ino}.${stat.ctimeNs}` : undefined
}
const mtimeOf = (state: string) => state.split(' ')[1]

const isHidden = ({ name }: Dirent) => name.startsWith('.')
/** A name that a key cannot hold: not UTF-8 (Node then puts U+FFFD), or with a backslash. */
const isUnspeakable = ({ name }: Dirent) => /[\\\ufffd]/.test(name)

async function filesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(ignoreMissing)
  return (entries ?? []).filter((entry) => entry.isFile() && !isHidden(entry) && !isUnspeakable(entry))
}

/** Some programs write under a hidden name and rename: only what has lain still for so long was meant to be found. */
const HIDDEN_MS = 2_000

async function oddThings(folder: string, prefixes: readonly string[], now: number): Promise<readonly Odd[]> {
  const boxes = `the desks' folders are ${prefixes.join(', ')}`
  const top = async (entry: Dirent) => {
    if (entry.isDirectory()) return prefixes.includes(entry.name) ? undefined : `no desk has the folder "${entry.name}": ${boxes}`
    return `it lies in no desk's folder: ${boxes}`
  }
  const odd = await oddIn(folder, now, top)
  for (const prefix of prefixes) odd.push(...(await oddIn(join(folder, prefix), now, whyNot)))
  return odd
}

async function oddIn(folder: string, now: number, reasonFor: (entry: Dirent, path: string) => Promise<string | undefined>): Promise<Odd[]> {
  const odd: Odd[] = []
  for (const entry of (await readdir(folder, { withFileTypes: true }).catch(ignoreMissing)) ?? []) {
    const path = join(folder, entry.name)
    const reason = isHidden(entry) ? await whyHidden(path, now) : await reasonFor(entry, path)
    if (reason !== undefined) odd.push({ path, reason })
  }
  return odd
}

async function whyHidden(path: string, now: number): Promise<string | undefined> {
  const stat = await lstat(path).catch(ignoreMissing)
  return stat && now - stat.mtimeMs >= HIDDEN_MS ? 'its name begins with a dot: rename it to upload it' : undefined
}

async function whyNot(entry: Dirent, path: string): Promise<string | undefined> {
  if (!entry.isFile()) return 'only plain files are uploads: no folders, no links'
  if (isUnspeakable(entry)) return 'its name is not UTF-8 or has a backslash: rename it'
  const stat = await lstat(path).catch(ignoreMissing)
  return stat && stat.size > MAX_UPLOAD_BYTES ? `larger than ${MAX_UPLOAD_BYTES / 1024 / 1024} MB` : undefined
}
