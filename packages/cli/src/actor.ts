import { userInfo } from 'node:os'
import { faultOfActor } from '@depesche/api/said'
import { Fault } from './fault.ts'

/** Who decides: as given, else DEPESCHE_ACTOR, else the name of this machine's user. Throws `Fault` for no name. */
export function actorOf(given: string | undefined): string {
  const name = given ?? process.env.DEPESCHE_ACTOR ?? userName()
  const fault = faultOfActor(name)
  if (fault !== undefined) throw new Fault(fault, 'name it with --as NAME, or in DEPESCHE_ACTOR', 2)
  return name.trim()
}

/** A container may run under a user that nobody has named. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'desk'
  }
}
