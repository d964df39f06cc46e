/** The feeds of an article say what its head says. */
import { consumer } from '@depesche/cloud/consumer'
import { station } from '@depesche/cloud/station'
import { start } from './start.ts'

const { ports, desks } = start('syndicate')

export const handler = consumer(station('syndicate', { ports, desks, engines: () => [], read: notHere }))

function notHere(): never {
  throw new Error('uploads are read by normalize')
}
