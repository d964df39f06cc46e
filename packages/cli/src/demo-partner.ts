import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPartnerKey, newPartnerKey, partnerKeyHash } from '@depesche/pipeline/ledger/partner-key'
import { getPartner, liveKeys } from '@depesche/pipeline/ledger/partners'
import type { Ports } from '@depesche/pipeline/ports'
import { changePartner } from '@depesche/pipeline/steps/change-partner'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import { Fault } from './fault.ts'
import { names } from './node.ts'

const DEMO = 'demo'

/**
 * The demo partner of a data folder: its key lies in `{folder}/demo-key`, readable by the owner alone; the store has the
 * hash. Answers the file. Throws `Fault` when the file holds something else.
 */
export async function ensureDemoPartner(folder: string, ports: Omit<Ports, 'inbox'>, products: readonly string[]): Promise<string> {
  const file = join(folder, names.demoKey)
  if (!existsSync(file)) writeFileSync(file, `${newPartnerKey()}\n`, { mode: 0o600, flag: 'wx' })
  const key = readFileSync(file, 'utf8').trim()
  if (!isPartnerKey(key)) throw new Fault(`${file} holds no partner key`, 'remove the file: a new key is made at the next start')
  await bringInStep({ ports }, partnerKeyHash(key), products)
  return file
}

/** The partner as the file and the configuration say: a start that finds it so writes nothing. */
async function bringInStep(io: { readonly ports: Omit<Ports, 'inbox'> }, hash: string, products: readonly string[]): Promise<void> {
  const { entitlements } = readerOfProducts(DEMO, products)
  const now = io.ports.clock()
  const demo = await getPartner(io.ports.table, DEMO)
  if (demo === undefined) return void (await changePartner(io, DEMO, { kind: 'add', entitlements, hash }, 'depesche'))
  if (!liveKeys(demo, now).some((key) => key.hash === hash))
    await changePartner(io, DEMO, { kind: 'rotate-key', hash, ends: new Date(now).toISOString() }, 'depesche')
  if (JSON.stringify(demo.entitlements.value) !== JSON.stringify(entitlements))
    await changePartner(io, DEMO, { kind: 'entitle', entitlements }, 'depesche')
}
