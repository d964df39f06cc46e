import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { FetchError } from './fetch-error.ts'

const megabytes = (size: number) => `${Math.ceil(size / 1e6)} MB`

/** Bytes free for us on the file system of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * Throws `FetchError` (`no-space`) when the folder's file system has fewer bytes free: `what` needs them, `less` would need
 * fewer ("fewer language pairs").
 */
export async function assertSpace(what: string, folder: string, bytes: number, less: string, free = freeBytes): Promise<void> {
  const available = await free(folder)
  if (available >= bytes) return
  throw new FetchError(
    'no-space',
    `${what} needs ${megabytes(bytes)} in ${folder}, ${megabytes(available)} are free`,
    `make room, or ask for ${less}`,
  )
}

/**
 * Reports the bytes in a folder a few times a second, until the answered function is called: apt-get says nothing that a
 * program could follow when its output is no terminal, its files tell.
 */
export function watchSize(folder: string, report: (bytes: number) => void): () => void {
  const look = async () => {
    const names = await readdir(folder)
    const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).then((file) => (file.isFile() ? file.size : 0))))
    report(sizes.reduce((sum, size) => sum + size, 0))
  }
  const timer = setInterval(() => look().catch(() => {}), 250) // a file that was renamed meanwhile is counted next time
  return () => clearInterval(timer)
}
