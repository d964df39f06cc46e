import { readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { join, relative } from 'node:path'

/**
 * The files below a folder, as paths that begin with it, which a process that we may look at has open for writing. Linux
 * tells in `/proc`; elsewhere, and for processes of other users, there are none and the quiet time alone decides. One look
 * for all files: it takes some ten milliseconds, whatever is asked.
 */
export async function openForWriting(folder: string): Promise<ReadonlySet<string>> {
  const open = new Set<string>()
  if (process.platform !== 'linux') return open
  const real = await realpath(folder).catch(() => folder)
  for (const pid of await readdir('/proc').catch(() => []))
    if (/^\d+$/.test(pid))
      for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
        const file = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')
        if (file.startsWith(`${real}/`) && (await isWriting(pid, fd))) open.add(join(folder, relative(real, file)))
      }
  return open
}

/** The access mode is the last octal digit of `flags`: 0 reads, 1 writes, 2 does both. */
async function isWriting(pid: string, fd: string): Promise<boolean> {
  const info = await readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8').catch(() => '')
  return /^flags:\s*[0-7]*[12]$/m.test(info)
}
