import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deskKeyHash } from '@depesche/api/desk-key'
import { Fault } from './fault.ts'

/**
 * The key of this machine's desk routes: in `{folder}/desk-key`, readable by the owner alone, made at the first start.
 * Answers its hash (sha256, hexadecimal). Throws `Fault` when the file holds something else.
 */
export function ensureDeskKey(folder: string): string {
  const file = join(folder, 'desk-key')
  if (!existsSync(file)) writeFileSync(file, `depesche-desk_${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  const key = readFileSync(file, 'utf8').trim()
  if (key.length < 32) throw new Fault(`${file} holds no desk key`, 'remove the file: a new key is made at the next start')
  return deskKeyHash(key)
}
