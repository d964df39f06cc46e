import type { DeskSettings } from '@depesche/pipeline/desks'
import type { Exits } from '@depesche/pipeline/exits'
import type { Ceiling } from '@depesche/pipeline/ledger/spend'
import type { Observe } from '@depesche/pipeline/observe'
import type { Ports } from '@depesche/pipeline/ports'
import type { Webhooks } from '@depesche/pipeline/webhook-desk'
import type { Context } from 'hono'

/** What stands behind the desk's routes. */
export interface DeskDoor {
  readonly ports: Omit<Ports, 'inbox'>
  readonly exits: Exits
  readonly desks: readonly DeskSettings[]
  /** engines that bill, with the newsroom's ceiling */
  readonly ceilings: Readonly<Record<string, Ceiling>>
  /** where readers reach us, for links */
  readonly publicUrl?: string
  /** absent: this wire sends to nobody */
  readonly webhooks?: Webhooks
  readonly isDeskKey: (key: string) => boolean
  /** the most bytes of an upload that come through this door */
  readonly maxBytes: number
  readonly observe: Observe
  /** an unforeseen error: for the operator's log */
  readonly onError: (error: unknown) => void
}

/** Never kept by anything between us and the desk. */
export function answer(context: Context, body: object, status: 200 | 201 | 202 = 200): Response {
  return context.json(body, status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
}
