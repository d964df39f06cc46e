import { dynamoTable } from '@depesche/cloud/table'
import type { Table } from '@depesche/pipeline/ports'
import { TABLE } from '../lib/aws/world.ts'
import type { Cloud } from './driver.ts'

/** The table of the world that stands now, beside the proxy. */
export const tableOf = (cloud: Cloud): Table => dynamoTable(() => cloud.world.direct.dynamo, TABLE)
