import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { FetchError } from './fetch-error.ts'

/** Throws `FetchError` (`no-space`) when the folder's file system has fewer bytes free. */
export async function assertSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const megabytes = (size: number) => `${Math.ceil(size / 1e6)} MB`
  if (bavail * bsize >= bytes) return
  const message = `Apertium needs ${megabytes(bytes)} in ${folder}, ${megabytes(bavail * bsize)} are free`
  throw new FetchError('no-space', message, 'make room, or ask for fewer language pairs')
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
