import type { Engine } from '@depesche/translation/engine'
import type { Node } from './node.ts'

/**
 * A look for engines that came meanwhile (`depesche engines add`), to be taken now and then: wakes what waited for them and says
 * so. Engines find by themselves what is new; the ledger is only asked when the directions that this machine can take have
 * changed since the last look.
 */
export function noticeEngines(node: Pick<Node, 'engines' | 'wakeWaiting'>, say: (line: string) => void): () => Promise<void> {
  let known = directionsHere(node.engines())
  return async () => {
    const now = directionsHere(node.engines())
    if (now === known) return
    const woken = await node.wakeWaiting()
    known = now
    if (woken > 0) say(`an engine has come: ${woken} waiting ${woken === 1 ? 'language goes' : 'languages go'} on`)
  }
}

/** Of engines on this machine: a service has thousands, always the same. */
function directionsHere(engines: readonly Engine[]): string {
  const here = engines.filter(({ billed, method }) => billed === undefined && method !== 'stand-in')
  return here.flatMap(({ name, directions }) => directions().map(([from, to]) => `${name} ${from}-${to}`)).join()
}
