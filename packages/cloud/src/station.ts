import type { Observe } from '@depesche/pipeline/observe'
import { perform, type Stations } from '@depesche/pipeline/perform'
import type { Message, Station } from '@depesche/pipeline/ports'
import type { Consume } from './consumer.ts'
import { contextOf, lineOf, log } from './log.ts'

/**
 * What a function makes of the messages of its station's queue: the step, with a line of the log for all that happens.
 * `stations` holds what that station's step needs; a message of another station is refused.
 */
export function station<S extends Station>(name: S, stations: Omit<Stations, 'observe'>): Consume {
  return async (body) => {
    const message = JSON.parse(body) as Message
    if (message.station !== name) throw new Error(`a message for ${String(message.station).slice(0, 40)} came to ${name}`)
    const observe: Observe = (sighting) => log({ ...contextOf(message), ...lineOf(sighting, message, stations.ports.clock()) })
    await perform({ ...stations, observe }, message)
  }
}
