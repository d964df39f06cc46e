/** The feeds of an article say what its head says. */
import { consumer } from '@depesche/cloud/consumer'
import { station } from '@depesche/cloud/station'
import { wakeFollowers } from '@depesche/pipeline/wake-followers'
import type { Feed } from '@depesche/syndication/product'
import { notHere } from './not-here.ts'
import { start } from './start.ts'

const { ports, desks } = start('syndicate')
const wake = (feeds: readonly Feed[]) => wakeFollowers(ports, feeds)

export const handler = consumer(station('syndicate', { ports, desks, engines: () => [], read: notHere, wake }))
