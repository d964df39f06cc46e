import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sizeOf } from './download.ts'
import type { PlannedFile } from './plan.ts'

/** Holds what is on its way, of this run and of earlier ones. */
export const PARTIAL = '.partial'
export const partialOf = (folder: string, { partial }: PlannedFile): string => join(folder, PARTIAL, partial)

const partialsIn = async (folder: string): Promise<readonly string[]> =>
  existsSync(join(folder, PARTIAL)) ? await readdir(join(folder, PARTIAL)) : []

/** Removes what was left of a direction, but what these files go on with. */
export async function forgetPartials(folder: string, name: string, but: readonly PlannedFile[] = []): Promise<void> {
  const keep = new Set(but.map(({ partial }) => partial))
  const own = (await partialsIn(folder)).filter((each) => each.includes(`.${name}.`) && !keep.has(each))
  await Promise.all(own.map((each) => rm(join(folder, PARTIAL, each), { force: true })))
}

/** Bytes that wait for the next run; without any, the folder is removed. */
export async function keptBytes(folder: string): Promise<number> {
  const sizes = await Promise.all((await partialsIn(folder)).map((name) => sizeOf(join(folder, PARTIAL, name))))
  const bytes = sizes.reduce((all, size) => all + size, 0)
  if (bytes === 0) await rm(join(folder, PARTIAL), { recursive: true, force: true })
  return bytes
}
