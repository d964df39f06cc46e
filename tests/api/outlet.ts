import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { partnerApi } from '@depesche/api/partner-api'
import { partnerDoor } from '@depesche/api/partner-door'
import { articleId } from '@depesche/article/model'
import { openStore } from '@depesche/local/node'
import { keys } from '@depesche/pipeline/keys'
import type { Head } from '@depesche/pipeline/ledger/head'
import { updateItem } from '@depesche/pipeline/ledger/items'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { perform } from '@depesche/pipeline/perform'
import type { Table } from '@depesche/pipeline/ports'
import type { Entitlement } from '@depesche/syndication/entitlement'
import type { Product } from '@depesche/syndication/product'
import { onTestFinished } from 'vitest'
import { House, memoryTwin, PRODUCT, type Twin } from '../lib/house.ts'
import { givePartner } from '../lib/partner.ts'

export const FOREIGN: Product = { ...PRODUCT, name: 'foreign', title: 'Of others' }

export const idOf = (story: string) => articleId('sda', { scheme: 'desk', value: story, number: story })

export interface FeedAnswer {
  readonly entries: readonly {
    readonly sequence: number
    readonly event: string
    readonly id: string
    readonly version: number
    readonly at: string
    readonly item?: Readonly<Record<string, unknown>>
  }[]
  readonly next: string
  readonly more: boolean
}

/** A partner outlet before a whole house: the product "all" is its own, "foreign" is not. */
export interface Outlet {
  readonly house: House
  readonly key: string
  /** what the operator's log got */
  readonly logged: unknown[]
  readonly fetch: (request: Request) => Response | Promise<Response>
  readonly ask: (path: string, headers?: Readonly<Record<string, string>>, method?: string) => Promise<Response>
  readonly feed: (query?: string, language?: string) => Promise<FeedAnswer>
  readonly kill: (story: string) => Promise<void>
  /** changes an article's head as a desk's decision does, and brings its feeds in step */
  readonly decide: (story: string, change: (head: Head) => Head) => Promise<void>
}

export async function openOutlet(
  twin: (clock: () => number) => Twin = memoryTwin,
  products: readonly Product[] = [PRODUCT, FOREIGN],
  more: {
    readonly publicUrl?: string
    readonly monotonic?: () => number
    readonly origins?: readonly string[]
    readonly covered?: readonly (string | Entitlement)[]
    /** the table as the partners' door has it */
    readonly table?: (table: Table) => Table
  } = {},
): Promise<Outlet> {
  const house = await House.open(twin, products)
  onTestFinished(() => house.twin.close())
  const { table } = house.twin.ports
  const key = newPartnerKey()
  await givePartner(table, key, 'outlet', more.covered ?? ['all'], new Date(house.now).toISOString())
  const logged: unknown[] = []
  const app = partnerApi({
    exits: house.exits,
    ...partnerDoor({ table: more.table?.(table) ?? table, clock: () => house.now, onError: (error) => logged.push(error) }),
    ...(more.publicUrl === undefined ? {} : { publicUrl: more.publicUrl }),
    ...(more.origins === undefined ? {} : { origins: more.origins }),
    ...(more.monotonic === undefined ? {} : { monotonic: more.monotonic }),
  })
  const ask: Outlet['ask'] = async (path, headers = {}, method = 'GET') =>
    app.fetch(new Request(`http://api.test${path}`, { method, headers: { authorization: `Bearer ${key}`, ...headers } }))
  const decide: Outlet['decide'] = async (story, change) => {
    await updateItem<Head>(table, keys.head(idOf(story)), (head) => (head ? change(head) : undefined))
    await perform(house.stations, { station: 'syndicate', cause: `decision-${story}`, id: idOf(story) })
  }
  return {
    house,
    key,
    logged,
    fetch: app.fetch,
    ask,
    decide,
    kill: (story) => decide(story, (head) => ({ ...head, lift: head.lift + 1, killed: { value: true, set: [head.version, 1] } })),
    feed: async (query = '', language = 'en') => {
      const answer = await ask(`/v1/feeds/all/${language}${query}`)
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
      return (await answer.json()) as FeedAnswer
    },
  }
}

/** A twin on a real SQLite file, and the folder it lies in. */
export async function fileTwin(): Promise<{ readonly folder: string; readonly twin: (clock: () => number) => Twin }> {
  const folder = await mkdtemp(join(tmpdir(), 'depesche-api-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return {
    folder,
    twin: (clock) => {
      const { ports, close } = openStore(folder, clock)
      const take = async () => {
        for (const lane of ports.queue.lanes()) {
          const [taken] = ports.queue.take(lane, 1)
          if (taken === undefined) continue
          await ports.queue.acknowledge(taken)
          return taken.message
        }
        return undefined
      }
      return { ports, take, close }
    },
  }
}
