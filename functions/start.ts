import { access, type FunctionName } from '@depesche/cloud/access'
import { type Clients, createClients } from '@depesche/cloud/clients'
import { openPorts } from '@depesche/cloud/open-ports'
import { readSettings, type Settings } from '@depesche/cloud/settings'
import type { Config } from '@depesche/config/define-config'
import { desksOf, productsOf } from '@depesche/config/parts'
import type { DeskSettings } from '@depesche/pipeline/desks'
import type { Ports } from '@depesche/pipeline/ports'
import type { Product } from '@depesche/syndication/product'

declare global {
  /** `depesche.config.ts` as it was checked when the stack was deployed, put in front of every bundle (`infra/newsroom.ts`) */
  var DEPESCHE_NEWSROOM: Config | undefined
}

/** A function of the stack, ready for its first event. */
export interface Started {
  readonly newsroom: Config
  readonly desks: readonly DeskSettings[]
  readonly products: readonly Product[]
  readonly settings: Settings
  readonly clients: Clients
  /** narrowed to what this function may do */
  readonly ports: Ports
}

/**
 * Reads the settings and opens the ports; `more`: environment variables of this function alone.
 * Throws `MissingSettings` with all that is absent, while the function starts.
 */
export function start(name: FunctionName, more: readonly string[] = []): Started {
  const newsroom = globalThis.DEPESCHE_NEWSROOM
  const environment = { ...process.env, DEPESCHE_NEWSROOM: newsroom && 'here' }
  const settings = readSettings(environment, access[name], ['DEPESCHE_NEWSROOM', ...more])
  const clients = createClients()
  const ports = openPorts(access[name], settings, clients)
  return { newsroom: newsroom!, desks: desksOf(newsroom!), products: productsOf(newsroom!), settings, clients, ports }
}
