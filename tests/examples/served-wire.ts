import { listen } from '@depesche/cli/listen'
import { endOf, feedPartition, keys } from '@depesche/pipeline/keys'
import { putItem, queryAll } from '@depesche/pipeline/ledger/items'
import { decide } from '@depesche/pipeline/steps/decide'
import { onTestFinished } from 'vitest'
import { type FeedAnswer, FOREIGN, fileTwin, idOf, type Outlet, openOutlet } from '../api/outlet.ts'
import { PRODUCT } from '../lib/house.ts'
import { copy, type TestCopy } from '../lib/wire.ts'

type Deed = Parameters<typeof decide>[2]

/** A whole house over a real SQLite file, its partner API on loopback HTTP, and a partner that has the product "all". */
export interface ServedWire extends Outlet {
  readonly url: string
  readonly key: string
  /** what was asked for so far, as path and query */
  readonly asked: readonly string[]
  /** called with each request before it is answered */
  onRequest: () => void
  /** an upload arrives and all that follows is done */
  readonly put: (story: string, version: number, more?: Partial<TestCopy>) => Promise<void>
  /** a desk decides and all that follows is done */
  readonly decideOn: (story: string, deed: Deed) => Promise<void>
  /** the wire is restored, once: its feeds begin anew with all that they said but about this story, their last */
  readonly restore: (lost: string) => Promise<void>
  /** the copies that a partner must have now: what the API says from the beginning. The item as JSON, by id */
  readonly copies: (language: string) => Promise<ReadonlyMap<string, string>>
}

export async function serveWire(): Promise<ServedWire> {
  const { twin } = await fileTwin()
  const outlet = await openOutlet(twin)
  const { house } = outlet
  const asked: string[] = []
  const { port, close } = await listen((request) => {
    const { pathname, search } = new URL(request.url)
    asked.push(pathname + search)
    wire.onRequest()
    return outlet.fetch(request)
  }, 0)
  onTestFinished(close)
  const wire: ServedWire = {
    ...outlet,
    url: `http://127.0.0.1:${port}`,
    asked,
    onRequest: () => {},
    put: async (story, version, more = {}) => {
      await house.put(copy({ story, version, headline: `${story} ${version}`, ...more }))
      await house.settle(1)
    },
    decideOn: async (story, deed) => {
      await decide(house.stations, idOf(story), deed, 'desk')
      await house.settle(1)
    },
    restore: (lost) => restore(outlet, idOf(lost)),
    copies: (language) => copiesOf(outlet, `http://127.0.0.1:${port}/v1/feeds/all/${language}`),
  }
  return wire
}

/** As a restore on one machine does it (packages/local, feeds-epoch.ts); the backup did not have the last story yet. */
async function restore({ house }: Outlet, lost: string): Promise<void> {
  const { table } = house.twin.ports
  for (const product of [PRODUCT, FOREIGN])
    for (const language of product.languages) {
      const feed = { product: product.name, language }
      const [before, after] = [feedPartition(1, feed), feedPartition(2, feed)]
      for await (const { sort, value } of queryAll<Record<string, unknown>>(table, before, '', endOf('')))
        if (value.id !== lost) await putItem(table, { partition: after, sort }, value, 0)
    }
  await putItem(table, keys.epoch, { epoch: 2 }, 0)
  await house.settle(1)
}

async function copiesOf({ key, fetch: answer }: Outlet, feed: string): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>()
  for (let query = '', more = true; more; ) {
    // past the port, so that it is not among what was asked; links in the items begin with the address that was asked
    const page = (await (await answer(new Request(feed + query, { headers: { authorization: `Bearer ${key}` } }))).json()) as FeedAnswer
    for (const { id, event, item } of page.entries)
      if (item) copies.set(id, JSON.stringify(item))
      else if (event !== 'superseded') copies.delete(id)
    query = `?after=${page.next}`
    more = page.more
  }
  return copies
}
