import { existsSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes sure that names in a folder are on the disk too. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/**
 * Gives an unpacked model its place: whole, by one rename. What stood there is put into the scratch folder first; a process killed in
 * between leaves no model, never half of one.
 */
export async function putInPlace(unpacked: string, folder: string, name: string, scratch: string): Promise<void> {
  await syncFolder(unpacked)
  if (existsSync(join(folder, name))) await rename(join(folder, name), join(scratch, `replaced-${name}`))
  await rename(unpacked, join(folder, name))
  await syncFolder(folder)
}
