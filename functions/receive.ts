/** S3's events, by way of a queue: every upload goes into the archive and onto its way. */
import { consumer } from '@depesche/cloud/consumer'
import { lineOf, log } from '@depesche/cloud/log'
import { droppedIn } from '@depesche/cloud/s3-events'
import { strayBecause } from '@depesche/cloud/stray'
import type { Observe } from '@depesche/pipeline/observe'
import { receive } from '@depesche/pipeline/steps/receive'
import { start } from './start.ts'

const { ports, desks } = start('receive')
const observe: Observe = (sighting) => log(lineOf(sighting, {}, Date.now()))

export const handler = consumer(async (body) => {
  for (const dropped of droppedIn(body)) {
    const reason = strayBecause(desks, dropped)
    if (reason) log({ kind: 'stray', reason, versionId: dropped.versionId })
    else await receive({ ports, inbox: ports.inbox, desks, observe }, dropped)
  }
})
