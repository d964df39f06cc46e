/** S3's events, by way of a queue: every upload goes into the archive and onto its way. */
import { consumer } from '@depesche/cloud/consumer'
import { lineOf, log } from '@depesche/cloud/log'
import { droppedIn } from '@depesche/cloud/s3-events'
import { deskOfKey } from '@depesche/pipeline/desks'
import { receive } from '@depesche/pipeline/steps/receive'
import { start } from './start.ts'

const { ports, desks } = start('receive')
const receiving = {
  ports,
  inbox: ports.inbox,
  desks,
  observe: (sighting: Parameters<typeof lineOf>[0]) => log(lineOf(sighting, {}, Date.now())),
}

export const handler = consumer(async (body) => {
  for (const dropped of droppedIn(body))
    if (deskOfKey(desks, dropped.key) === undefined) log({ kind: 'stray', versionId: dropped.versionId })
    else await receive(receiving, dropped)
})
