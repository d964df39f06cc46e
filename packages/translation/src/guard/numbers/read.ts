import type { Quantity } from './quantity.ts'

/** A number that was read and the index of the token after it. */
export interface Read {
  readonly quantity: Quantity
  readonly next: number
}
