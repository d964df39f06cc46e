import { closeWork, openWork } from './ledger/work.ts'
import type { Message, Ports } from './ports.ts'
import { MAX_DELAY_SECONDS } from './ports.ts'
import { type Normalizing, normalize } from './steps/normalize.ts'
import { type Syndicating, syndicate } from './steps/syndicate.ts'
import { type Translating, translate } from './steps/translate.ts'

export type Stations = Normalizing & Translating & Syndicating & { readonly ports: Ports | Omit<Ports, 'inbox'> }

const stations = { normalize, translate, syndicate } as const

/** Whoever writes work that is due so soon sends its message too: the clock's reads would come late. */
const SOON_MS = 120_000

/**
 * Carries out one message: the step, then what its outcome means for the open work. Throws what the step throws: the
 * message is then not acknowledged and comes again.
 */
export async function perform(io: Stations, message: Message): Promise<void> {
  const outcome = await stations[message.station](io, message)
  if (outcome === 'keep') return
  if (outcome === 'done') {
    if (message.work) await closeWork(io.ports.table, message.work)
    return
  }
  const { table, queue, clock } = io.ports
  const work = await openWork(table, message, outcome.at, outcome.waiting)
  const delay = outcome.at - clock()
  if (delay <= SOON_MS) await queue.send({ ...message, work }, Math.min(MAX_DELAY_SECONDS, Math.max(0, delay / 1000)))
  if (message.work && message.work.sort !== work.sort) await closeWork(table, message.work)
}
