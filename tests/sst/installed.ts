import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { here } from './platform.ts'

/** Holds the hash of the lock file that was installed last. */
export const stamp = join(here, 'node_modules/.depesche-hash')
export const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex')
export const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()
