import { faultOfReason } from '@depesche/api/said'
import { Fault } from './fault.ts'

/** A reason as given on the command line. Throws `Fault` when it cannot be kept or told. */
export function reasonOf(text: string): string {
  const fault = faultOfReason(text)
  if (fault !== undefined) throw new Fault(`this --reason cannot be used: ${fault}`, 'say it in one short sentence', 2)
  return text.trim()
}
