import { Fault } from '../fault.ts'
import { remoteDesk } from '../remote.ts'
import { duration } from '../terminal/style.ts'
import { type Check, fine, wrong } from './check.ts'

const SLOW_MS = 5_000

/** What can be told of a stack from afar: whether it answers, takes the key, and how fast. */
export async function stack(url: string, keyFile: string | undefined): Promise<readonly Check[]> {
  const started = performance.now()
  try {
    const products = await remoteDesk(url, keyFile).products()
    const took = performance.now() - started
    return [fine('address', url), fine('desk key', `is taken; ${products.length} products`), answerTime(took)]
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const isKey = /desk key|key file/.test(error.message)
    return [wrong(isKey ? 'desk key' : 'address', error.message, error.remedy)]
  }
}

function answerTime(took: number): Check {
  const says = duration(took)
  return took < SLOW_MS
    ? fine('answer time', says)
    : wrong('answer time', says, 'ask again: a cold start takes seconds; if it stays so, see the alarms (docs/operations.md)')
}
