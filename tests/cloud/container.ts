/**
 * One container of Lambda, in a process of its own: `node container.ts ENTRY`. Imports the real entry file and hands it one
 * event at a time. What comes over the channel is an `Invocation`; what goes back is `{ ready }` or an `Outcome`.
 */
import { flushCompileCache } from 'node:module'
import { type Shift, shiftClock } from './shifted-clock.ts'

export interface Invocation {
  readonly event: unknown
  readonly requestId: string
  readonly clock: Shift
}

export type Outcome = { readonly result: unknown } | { readonly error: string }
type Handler = (event: unknown, context: object) => Promise<unknown>

// the bundle's banner sets it in the cloud
Object.assign(globalThis, { DEPESCHE_NEWSROOM: JSON.parse(process.env.NEWSROOM ?? 'null') as unknown })
delete process.env.NEWSROOM
const [, , entry = ''] = process.argv
const { handler } = (await import(entry)) as { readonly handler: Handler }
process.on('disconnect', () => process.exit()) // whoever started it has gone
process.on('message', (invocation: Invocation) => void invoke(invocation))
process.send?.({ ready: true })

async function invoke({ event, requestId, clock }: Invocation): Promise<void> {
  shiftClock(clock)
  const deadline = Date.now() + 60_000
  const context = {
    awsRequestId: requestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  }
  process.send?.(await outcomeOf(() => handler(event, context)))
  flushCompileCache() // with what a first event brings to be compiled: this process will hardly end by itself
}

async function outcomeOf(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { result: (await run()) ?? null }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
