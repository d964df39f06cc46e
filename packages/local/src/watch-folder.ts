import { createHash } from 'node:crypto'
import { type Dirent, existsSync } from 'node:fs'
import { lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dropped, Inbox } from '@depesche/pipeline/ports'
import { openForWriting } from './open-for-writing.ts'

/** A file must have been left alone for so long before it is an upload. */
export const QUIET_MS = 500
/** Larger files are not read: the readers would refuse them, and the box must not fill our memory. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024

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

  const isQuiet = async (path: string): Promise<string | undefined> => {
    const state = await stateOf(path)
    if (state === undefined) return undefined
    const before = seen.get(path)
    if (before?.state !== state) seen.set(path, { state, since: clock() })
    const still = before?.state === state && clock() - before.since >= QUIET_MS
    return still && !(await openForWriting(path)) && (await stateOf(path)) === state ? state : undefined
  }
  const versionOf = async (path: string, state: string): Promise<string | undefined> => {
    const known = versions.get(path)
    if (known?.state === state) return known.versionId
    const bytes = await readFile(path).catch(ignoreMissing)
    if (bytes === undefined || (await stateOf(path)) !== state) return undefined
    const versionId = `${state.split(' ')[1]}-${createHash('sha256').update(bytes).digest('hex')}`
    versions.set(path, { state, versionId })
    return versionId
  }
  const pathOf = ({ key }: Dropped) => join(folder, ...splitKey(key))

  return {
    folder,
    list: async () => {
      const dropped: Dropped[] = []
      const present = new Set<string>()
      for (const prefix of prefixes)
        for (const { name } of await filesOf(join(folder, prefix))) {
          const path = join(folder, prefix, name)
          present.add(path)
          const state = await isQuiet(path)
          const versionId = state && (await versionOf(path, state))
          if (versionId) dropped.push({ key: `${prefix}/${name}`, versionId })
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
      if (state === undefined || !dropped.versionId.startsWith(`${state.split(' ')[1]}-`)) return
      await rm(path, { force: true })
    },
    odd: () => oddThings(folder, prefixes),
  }
}

/** `{prefix}/{name}`: one separator, no way up. Throws for anything else. */
function splitKey(key: string): readonly [string, string] {
  const at = key.indexOf('/')
  const [prefix, name] = [key.slice(0, at), key.slice(at + 1)]
  if (at < 1 || name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name))
    throw new Error(`not a key of the drop box: ${JSON.stringify(key)}`)
  return [prefix, name]
}

const isMissing = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error
}

/** `{size} {time of last change in ns}` of a plain file within the size limit. */
async function stateOf(path: string): Promise<string | undefined> {
  const stat = await lstat(path, { bigint: true }).catch(ignoreMissing)
  return stat?.isFile() && stat.size <= MAX_FILE_BYTES ? `${stat.size} ${stat.mtimeNs}` : undefined
}

const isHidden = (entry: Dirent) => entry.name.startsWith('.')
async function filesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(ignoreMissing)
  return (entries ?? []).filter((entry) => entry.isFile() && !isHidden(entry) && !/[\\]/.test(entry.name))
}

async function oddThings(folder: string, prefixes: readonly string[]): Promise<readonly Odd[]> {
  const odd: Odd[] = []
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : []
  for (const entry of entries)
    if (!isHidden(entry) && !prefixes.includes(entry.name))
      odd.push({
        path: join(folder, entry.name),
        reason: `no desk has the folder "${entry.name}": the desks' folders are ${prefixes.join(', ')}`,
      })
  for (const prefix of prefixes)
    for (const entry of await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, prefix, entry.name)
      if (isHidden(entry)) continue
      if (!entry.isFile()) odd.push({ path, reason: 'only plain files are uploads' })
      else if ((await stateOf(path)) === undefined) odd.push({ path, reason: `larger than ${MAX_FILE_BYTES / 1024 / 1024} MB` })
    }
  return odd
}
