import { readdir, readFile, readlink, realpath } from 'node:fs/promises'

/**
 * True when a process that we may look at has the file open for writing. Linux tells in `/proc`; elsewhere, and for
 * processes of other users, the answer is no and the quiet time alone decides.
 */
export async function openForWriting(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const file = await realpath(path).catch(() => path)
  for (const pid of await readdir('/proc').catch(() => []))
    if (/^\d+$/.test(pid))
      for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => []))
        if ((await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')) === file && (await isWriting(pid, fd))) return true
  return false
}

/** The access mode is the last octal digit of `flags`: 0 reads, 1 writes, 2 does both. */
async function isWriting(pid: string, fd: string): Promise<boolean> {
  const info = await readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8').catch(() => '')
  return /^flags:\s*[0-7]*[12]$/m.test(info)
}
