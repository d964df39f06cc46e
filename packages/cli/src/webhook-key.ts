import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from './fault.ts'

/**
 * What this machine's webhook secrets follow from: in `{folder}/webhook-key`, readable by the owner alone, made when it is first
 * needed. Throws `Fault` when the file holds something else.
 */
export function ensureWebhookKey(folder: string): string {
  const file = join(folder, 'webhook-key')
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  const key = readFileSync(file, 'utf8').trim()
  if (key.length >= 32) return key
  throw new Fault(`${file} holds no key for webhooks`, 'put back the file as it was: with another one, every partner needs a new secret')
}
