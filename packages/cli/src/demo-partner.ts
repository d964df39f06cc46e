import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addPartner, isPartnerKey, newPartnerKey } from '@depesche/pipeline/ledger/partners'
import type { Ports } from '@depesche/pipeline/ports'
import { Fault } from './fault.ts'
import { names } from './node.ts'

/**
 * The demo partner of a data folder: its key lies in `{folder}/demo-key`, readable by the owner alone; the store has the
 * hash. Answers the file. Throws `Fault` when the file holds something else.
 */
export async function ensureDemoPartner(
  folder: string,
  ports: Pick<Ports, 'table' | 'clock'>,
  products: readonly string[],
): Promise<string> {
  const file = join(folder, names.demoKey)
  if (!existsSync(file)) writeFileSync(file, `${newPartnerKey()}\n`, { mode: 0o600, flag: 'wx' })
  const key = readFileSync(file, 'utf8').trim()
  if (!isPartnerKey(key)) throw new Fault(`${file} holds no partner key`, 'remove the file: a new key is made at the next start')
  await addPartner(ports.table, key, { name: 'demo', products }, new Date(ports.clock()).toISOString())
  return file
}
