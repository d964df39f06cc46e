/** What partners read: the API's door in the cloud. */
import { lambdaHandler } from '@depesche/api/lambda'
import { partnerApi } from '@depesche/api/partner-api'
import { partnerDoor } from '@depesche/api/partner-door'
import { errorLine, logError } from '@depesche/cloud/log'
import { createExits } from '@depesche/pipeline/exits'
import { start } from './start.ts'

const { ports } = start('api')
const { PUBLIC_URL: publicUrl, PUBLISHER: publisher, ORIGINS: origins, PER_MINUTE: perMinute } = process.env

export const handler = lambdaHandler(
  partnerApi({
    exits: createExits(ports),
    ...partnerDoor({ table: ports.table, clock: ports.clock, onError: (error) => logError(errorLine(error)) }),
    ...(publicUrl ? { publicUrl } : {}),
    ...(perMinute ? { perMinute: Number(perMinute) } : {}),
    ...(origins ? { origins: origins.split(' ') } : {}),
    ...(publisher ? { publisher } : {}),
  }),
)
