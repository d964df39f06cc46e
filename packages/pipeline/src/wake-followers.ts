import { readableSince } from '@depesche/syndication/entitlement'
import type { Feed } from '@depesche/syndication/product'
import { keys } from './keys.ts'
import type { FollowerItem } from './ledger/follower.ts'
import { queryAll, valueIn } from './ledger/items.ts'
import { type Partner, readerOf } from './ledger/partners.ts'
import type { Ports } from './ports.ts'

/**
 * Tells the followers of partners whose contract covers one of these feeds that there is news. They would come to it by
 * themselves within a minute; those that rest after a failure come when they must.
 */
export async function wakeFollowers(
  { table, queue, clock }: Pick<Ports, 'table' | 'queue' | 'clock'>,
  feeds: readonly Feed[],
): Promise<void> {
  const now = clock()
  const names: string[] = []
  for await (const { sort, value } of queryAll<FollowerItem>(table, keys.follower('').partition, '', '\uffff'))
    if (!value.disabled && !(value.failing && value.failing.next > now)) names.push(sort)
  const partners = names.length > 0 ? await table.getMany(names.map(keys.partner)) : []
  const covers = (partner: Partner | undefined) =>
    partner?.webhook?.value && feeds.some((feed) => readableSince(readerOf(partner), feed, now) !== undefined)
  for (const [index, partner] of names.entries())
    if (covers(valueIn<Partner>(partners[index]))) await queue.send({ station: 'deliver', cause: `wake-${partner}`, follow: { partner } })
}
