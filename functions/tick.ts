/** The one clock, each minute: work that is due, uploads left in the drop box, and how things stand. */
import { gauges } from '@depesche/cloud/gauges'
import { log } from '@depesche/cloud/log'
import { resendTo, sweep } from '@depesche/cloud/sweep'
import { tick } from '@depesche/pipeline/ledger/work'
import { once } from './once.ts'
import { start } from './start.ts'
import { useProducts } from './use-products.ts'

/**
 * An instant before the next call is sent now, with its delay. The scheduler calls at any second of each minute
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html), so the next call may be two minutes away.
 */
const NEXT_TICK_MS = 120_000

const started = start('tick')
const { ports, desks, settings, clients, newsroom } = started
const products = once(() => useProducts(started))
const resend = resendTo(clients.sqs, settings.queues.receive ?? '')

export async function handler(): Promise<void> {
  const outdated = Number((await products()) === 'outdated')
  const sent = await tick(ports, NEXT_TICK_MS)
  const swept = await sweep({ ...ports, desks, resend })
  for (const reason of swept.strays) log({ kind: 'stray', reason })
  log({
    kind: 'gauges',
    ...(await gauges(ports, newsroom.amazon?.ceiling)),
    sent,
    swept: swept.sent,
    strays: swept.strays.length,
    outdated,
  })
}
