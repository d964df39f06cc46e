import { closeWork, openWorkAt } from './ledger/work.ts'
import type { Message, Ports } from './ports.ts'
import { resumeChange } from './steps/change-partner.ts'
import { resume } from './steps/decide.ts'
import { type Delivering, deliver } from './steps/deliver.ts'
import { type Normalizing, normalize } from './steps/normalize.ts'
import type { Outcome } from './steps/outcome.ts'
import { reapply } from './steps/reapply.ts'
import { type Syndicating, syndicate } from './steps/syndicate.ts'
import { type Translating, translate } from './steps/translate.ts'

export type Stations = Normalizing &
  Translating &
  Syndicating & {
    readonly ports: Ports | Omit<Ports, 'inbox'>
    /** absent where nothing is sent to partners */
    readonly delivering?: Delivering
  }

const stations = { normalize, translate, syndicate, deliver: deliverIn } as const

function deliverIn({ delivering }: Stations, message: Message): Promise<Outcome> {
  if (delivering === undefined) throw new Error('nothing is sent to partners here')
  return deliver(delivering, message)
}

function stepOf({ station, decision, partner, reapply: since }: Message): (io: Stations, message: Message) => Promise<Outcome> {
  if (station === 'normalize' && decision !== undefined) return resume
  if (station === 'normalize' && partner !== undefined) return resumeChange
  if (station === 'syndicate' && since !== undefined) return reapply
  return stations[station]
}

/**
 * Carries out one message: the step, then what its outcome means for the open work. Throws what the step throws: the
 * message is then not acknowledged and comes again.
 */
export async function perform(io: Stations, message: Message): Promise<void> {
  const outcome = await stepOf(message)(io, message)
  if (outcome === 'keep') return
  if (outcome === 'done') {
    if (message.work) await closeWork(io.ports.table, message.work)
    return
  }
  const { at, ...more } = outcome
  const work = await openWorkAt(io.ports, message, at, more)
  if (message.work && message.work.sort !== work.sort) await closeWork(io.ports.table, message.work)
}
