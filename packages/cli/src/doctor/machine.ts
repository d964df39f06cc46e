import { constants, existsSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Newsroom } from '../newsroom.ts'
import { size } from '../terminal/style.ts'
import { type Check, checked, fine, wrong } from './check.ts'

const NODE = 24
const LEAST_BYTES = 1e9
const LEAST_SHARE = 0.05

/** Node's version: an older one does not know `node:sqlite` as we use it. */
export function nodeVersion(version = process.versions.node): Check {
  const isNew = Number(version.split('.')[0]) >= NODE
  return isNew ? fine('Node', version) : wrong('Node', version, `use Node ${NODE} or newer: "npx --no depesche" brings its own`)
}

/** The newsroom, read and checked. */
export function configuration({ file, desks, products }: Newsroom): Check {
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
  return fine('configuration', `${file}: ${count(desks.length, 'desk')}, ${count(products.length, 'product')}`)
}

/** Whether the data folder, or the place for it, may be written. */
export function dataFolder(folder: string): Promise<Check> {
  return checked('data folder', async () => {
    const place = existing(resolve(folder))
    try {
      await access(place, constants.W_OK | constants.X_OK)
    } catch {
      return wrong('data folder', `${place} may not be written`, 'check its owner and permissions, or name another with --data')
    }
    return fine(
      'data folder',
      existsSync(folder) ? `${folder} may be written` : `${folder} is not there yet: the first "npm start" makes it`,
    )
  })
}

/** The room that is left where the data lies. */
export function disk(folder: string): Promise<Check> {
  return checked('disk', async () => {
    const { bavail, blocks, bsize } = await statfs(existing(resolve(folder)))
    const [free, share] = [bavail * bsize, blocks > 0 ? bavail / blocks : 1]
    const says = `${size(free)} free (${Math.round(100 * share)} %)`
    const isEnough = free >= LEAST_BYTES && share >= LEAST_SHARE
    return isEnough
      ? fine('disk', says)
      : wrong('disk', says, 'make room: a full disk takes no upload in (nothing that was taken in is lost)')
  })
}

const existing = (path: string): string => (existsSync(path) || dirname(path) === path ? path : existing(dirname(path)))
