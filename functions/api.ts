/** What partners read: the API's door in the cloud. */
import { lambdaHandler } from '@depesche/api/lambda'
import { partnerApi } from '@depesche/api/partner-api'
import { errorLine, logError } from '@depesche/cloud/log'
import { createExits } from '@depesche/pipeline/exits'
import { partnerOf } from '@depesche/pipeline/ledger/partners'
import { start } from './start.ts'

const { ports } = start('api')
const { PUBLIC_URL: publicUrl, PUBLISHER: publisher, ORIGINS: origins, PER_MINUTE: perMinute } = process.env

export const handler = lambdaHandler(
  partnerApi({
    exits: createExits(ports),
    partnerOf: (key) => partnerOf(ports.table, key, ports.clock()),
    onError: (error) => logError(errorLine(error)),
    ...(publicUrl ? { publicUrl } : {}),
    ...(perMinute ? { perMinute: Number(perMinute) } : {}),
    ...(origins ? { origins: origins.split(' ') } : {}),
    ...(publisher ? { publisher } : {}),
  }),
)
