import type { Newsroom } from '../newsroom.ts'
import { type Check, fine } from './check.ts'

/** What was read of the glossary. Its mistakes keep the newsroom from being read at all, and are told there. */
export function glossary({ glossary: { swiss, folder, own } }: Newsroom): Check {
  const pairs = Object.entries(own).map(([pair, lines]) => `${pair} ${lines.length}`)
  const ours = pairs.length > 0 ? `own lines: ${pairs.join(', ')}` : `no own lines in ${folder}`
  return fine('glossary', `${swiss ? 'the Swiss names that are shipped' : 'none that are shipped'}; ${ours}`)
}
