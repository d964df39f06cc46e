import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { oneUpload } from '@depesche/pipeline/one-upload'
import { type Dropped, type Inbox, MAX_UPLOAD_BYTES } from '@depesche/pipeline/ports'
import { Fault } from './fault.ts'

/** A file named on the command line, read whole; or why it cannot be. */
export type Given =
  | { readonly path: string; readonly bytes: Uint8Array; readonly changed: bigint }
  | { readonly path: string; readonly error: string }

/** The files that were named, and those in the folders that were named (not hidden, one level), in order. */
export async function listFiles(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (!found?.isDirectory()) {
      files.push(path)
      continue
    }
    const entries = await readdir(path, { withFileTypes: true })
    const inside = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => join(path, entry.name))
    if (inside.length === 0) throw new Fault(`the folder ${path} holds no files`, 'name a file, or a folder with files in it', 2)
    files.push(...inside.toSorted())
  }
  // named twice, in whatever way, is once
  return [...new Map(files.map((path) => [resolve(path), path] as const)).values()]
}

/** Reads one file; never throws. */
export async function readGiven(path: string): Promise<Given> {
  try {
    const { size, mtimeNs } = await stat(path, { bigint: true })
    if (size > MAX_UPLOAD_BYTES) return { path, error: `larger than ${MAX_UPLOAD_BYTES / 1024 / 1024} MB: split it` }
    return { path, bytes: await readFile(path), changed: mtimeNs }
  } catch (error) {
    return { path, error: REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? String(error) }
  }
}
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read: check its permissions',
  EISDIR: 'it is a folder inside a folder',
}

/** A file that could be read. */
export type Read = Extract<Given, { readonly bytes: Uint8Array }>

/** What a file is as an upload: its name, and the version that these bytes with that time are. */
export function versionOf(given: Read): { readonly name: string; readonly versionId: string } {
  const hash = createHash('sha256').update(given.bytes).digest('hex')
  return { name: basename(given.path).replaceAll(/[\\/\0]/g, '_'), versionId: `${given.changed}-${hash}` }
}

/** A drop box of one file that stays where it is: the user's own. */
export function fileInbox(given: Read, prefix: string): { readonly inbox: Inbox; readonly dropped: Dropped } {
  const { name, versionId } = versionOf(given)
  const dropped = { key: `${prefix}/${name}`, versionId }
  return { dropped, inbox: oneUpload(dropped, given.bytes) }
}
