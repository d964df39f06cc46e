/** One language of one version of an article. */
import { consumer } from '@depesche/cloud/consumer'
import { station } from '@depesche/cloud/station'
import { cloudEngines } from './engines.ts'
import { notHere } from './not-here.ts'
import { start } from './start.ts'

const { ports, desks, newsroom } = start('translate')
const engines = cloudEngines(newsroom, ports)
const embargoed = (engine: string) => (engine === 'amazon' ? (newsroom.amazon?.embargoed ?? 'wait') : 'translate')

export const handler = consumer(station('translate', { ports, desks, engines: () => engines, embargoed, read: notHere }))
