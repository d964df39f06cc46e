import { functions } from './functions.ts'

/** The one clock. A minute that failed is not repeated: the next one does its work. */
new sst.aws.CronV2('Clock', { schedule: 'rate(1 minute)', function: functions.tick.fn.arn, retries: 0 })
