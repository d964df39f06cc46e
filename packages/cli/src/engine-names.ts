import type { EngineName } from '@depesche/config/define-config'
import { engineNames } from '@depesche/engines/registry'
import { Fault } from './fault.ts'
import type { Newsroom } from './newsroom.ts'

/** The engines to use: those named with `--engine a,b`, or the configured ones. Throws `Fault` for a name there is not. */
export function engineNamesOf(newsroom: Newsroom, given: string | undefined): readonly EngineName[] {
  if (given === undefined) return newsroom.engines
  return given.split(',').map((text) => {
    const name = engineNames.find((known) => known === text.trim())
    if (name === undefined) throw new Fault(`there is no engine "${text.trim()}"`, `the engines are: ${engineNames.join(', ')}`, 2)
    return name
  })
}
