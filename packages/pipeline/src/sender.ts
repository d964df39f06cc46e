/** The port to partners' own servers: webhooks leave through it alone. Its one implementation that reaches a network is `webhooks`. */

/** One request that carries an entry of a feed to a partner. */
export interface Delivery {
  readonly url: string
  /** the same whenever the same words are tried again: receivers act once upon it. Letters, digits, `_` and `-` */
  readonly id: string
  /** JSON */
  readonly body: string
  /** `whsec_…`: the current one, and while it is being replaced the one before; signed with each */
  readonly secrets: readonly string[]
}

/** Why no answer came. */
export type DeliveryFault =
  /** the URL, or an address that its name leads to, is none that we send to */
  | 'address-refused'
  /** the name leads to no address */
  | 'name-unknown'
  /** no whole answer head within `SEND_SECONDS`, however far it came */
  | 'too-slow'
  /** the certificate is not of that name, or not to be trusted */
  | 'certificate'
  /** not connected, cut off, or no HTTP */
  | 'unreachable'

export type Delivered =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** as the answer said it, in whole seconds from now, 0 or more */
      readonly retryAfter?: number
    }
  /** `reason`: a sentence for people, without secrets and without what the other side said */
  | { readonly kind: 'failed'; readonly fault: DeliveryFault; readonly reason: string }

/** From the beginning of a send to its answer's head, at most (LEDGER.md section 5). */
export const SEND_SECONDS = 10

/** Sends webhooks. Follows no redirect, and reaches no address that is not public but those which the newsroom names. */
export interface Sender {
  /** Never throws for what the other side does, or is. */
  send(delivery: Delivery): Promise<Delivered>
  /** Why nothing is sent to that URL, as a sentence for people: its form is checked, and each address that its name leads to now. `undefined`: it may be. */
  refuses(url: string): Promise<string | undefined>
}
