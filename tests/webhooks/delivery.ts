import { randomBytes } from 'node:crypto'
import type { Delivery } from '@depesche/pipeline/sender'

export const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** A delivery that lacks only where it goes. */
export const delivery: Omit<Delivery, 'url'> = {
  id: 'd-1_created',
  body: '{"event":"created","headline":"Fähre – 渡し船"}',
  secrets: [newSecret()],
}
