/** What a desk does from afar: uploads, the board, the cost. Its own door, with its own key and its own rights. */
import { deskApi } from '@depesche/api/desk-api'
import { isDeskKey } from '@depesche/api/desk-key'
import { lambdaHandler } from '@depesche/api/lambda'
import { errorLine, lineOf, log, logError } from '@depesche/cloud/log'
import { createExits } from '@depesche/pipeline/exits'
import { DEFAULT_CEILING } from '@depesche/pipeline/ledger/spend'
import { webhookSecret } from '@depesche/pipeline/ledger/webhook-secret'
import { lateSender } from './late-sender.ts'
import { start } from './start.ts'

const { ports, desks, newsroom } = start('desk', ['DESK_KEY_SHA256'])
const { PUBLIC_URL: publicUrl, DESK_KEY_SHA256: sha256 = '', WEBHOOK_KEY: houseKey } = process.env
const secretOf = (partner: string, number: number) => webhookSecret(houseKey ?? '', partner, number)
/** A request has at most 6 MB, and bytes come as base64: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxBytes = 4_000_000

export const handler = lambdaHandler(
  deskApi({
    ports,
    exits: createExits(ports),
    desks,
    ceilings: { amazon: newsroom.amazon?.ceiling ?? DEFAULT_CEILING },
    isDeskKey: (key) => isDeskKey(key, sha256),
    maxBytes,
    ...(houseKey ? { webhooks: { sender: lateSender(newsroom.webhooks.allow), secretOf } } : {}),
    observe: (sighting) => log(lineOf(sighting, {}, Date.now())),
    onError: (error) => logError(errorLine(error)),
    ...(publicUrl ? { publicUrl } : {}),
  }),
)
