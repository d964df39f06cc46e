import type { Identity } from '@depesche/article/model'
import { newsml12Identity, PROVIDER, textIdentity } from '../life/identities.ts'
import { dayOf, daysNear } from './days.ts'
import { type WireNumber, wireNumbersIn } from './wire-numbers.ts'

export interface Naming {
  /** the text's own service, if the wire says it */
  readonly service?: string | undefined
  /** the text's own identity: a notice is not about itself */
  readonly identity?: Identity | undefined
  /** the day (YYYYMMDD) on which it was sent or arrived */
  readonly day: string | undefined
}

/** Numbers in all; each has up to a few days, and an identity in either format for each. */
const MOST = 20

/** Every article that the numbers in a text can mean. */
export function identitiesNamed(text: string, { service, identity, day }: Naming): readonly Identity[] {
  const numbers = Map.groupBy(wireNumbersIn(text, service), (found) => `${found.service}${found.number}`)
  const named = [...numbers.values()].slice(0, MOST).flatMap((found) => identitiesOf(found, text, day))
  return named.filter(({ scheme, value }) => scheme !== identity?.scheme || value !== identity.value)
}

/** One number, wherever it stands: a day that is said of it once holds for all. */
function identitiesOf(found: readonly WireNumber[], text: string, own: string | undefined): readonly Identity[] {
  const { service, number } = found[0]!
  const said = found.flatMap((one) => dayOf(one, text, own) ?? [])
  const days = new Set(said.length > 0 ? said : found.flatMap((one) => daysNear(one, text, own)))
  return [...days].flatMap((day) => [textIdentity(service, number, day), newsml12Identity(PROVIDER, day, `${service}${number}`)])
}
