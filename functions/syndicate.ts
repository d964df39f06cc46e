/** The feeds of an article say what its head says. */
import { consumer } from '@depesche/cloud/consumer'
import { station } from '@depesche/cloud/station'
import { notHere } from './not-here.ts'
import { start } from './start.ts'

const { ports, desks } = start('syndicate')

export const handler = consumer(station('syndicate', { ports, desks, engines: () => [], read: notHere }))
