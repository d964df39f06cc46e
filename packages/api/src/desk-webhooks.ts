import { getPartner } from '@depesche/pipeline/ledger/partners'
import { PartnerUnchangeable } from '@depesche/pipeline/steps/change-partner'
import { createWebhookDesk, type WebhookDesk } from '@depesche/pipeline/webhook-desk'
import type { Context } from 'hono'
import { answer, type DeskDoor } from './desk-door.ts'
import { GRACE_DAYS, MAX_GRACE_DAYS } from './desk-partners.ts'
import { jsonBody, unknownField } from './json-body.ts'
import { problem } from './problem.ts'
import { faultOfActor } from './said.ts'

const DAY_MS = 86_400_000

interface Asked {
  readonly desk: WebhookDesk
  readonly name: string
  readonly actor: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Sets a partner's webhook, or moves it; a new one's secret is in the answer. */
export function webhookSet(io: DeskDoor, context: Context): Promise<Response> {
  return asked(io, context, ['url', 'from'], async ({ desk, name, actor, fields: { url, from = 'now' } }) => {
    if (typeof url !== 'string' || url === '')
      return problem(context, 'partner-invalid', '"url" is where the partner takes webhooks: https://…')
    if (from !== 'now' && from !== 'start') return problem(context, 'partner-invalid', '"from" is "now" or "start".')
    const secret = await desk.set(name, url, from, actor)
    return answer(context, { name, url, ...(secret ? { secret } : {}) }, 201)
  })
}

/** Sends a partner nothing any more. */
export function webhookRemoved(io: DeskDoor, context: Context): Promise<Response> {
  return asked(io, context, [], async ({ desk, name, actor }) => {
    await desk.remove(name, actor)
    return answer(context, { name })
  })
}

/** Has a disabled or failing webhook go on at once, from where it stopped. */
export function webhookResumed(io: DeskDoor, context: Context): Promise<Response> {
  return asked(io, context, [], async ({ desk, name, actor }) => {
    await desk.resume(name, actor)
    return answer(context, { name })
  })
}

/** A second secret, in the answer alone. */
export function webhookSecretRotated(io: DeskDoor, context: Context): Promise<Response> {
  return asked(io, context, ['graceDays'], async ({ desk, name, actor, fields: { graceDays = GRACE_DAYS } }) => {
    if (typeof graceDays !== 'number' || !(graceDays >= 0 && graceDays <= MAX_GRACE_DAYS))
      return problem(context, 'partner-invalid', `"graceDays" is a number from 0 (the old secret signs no longer) to ${MAX_GRACE_DAYS}.`)
    return answer(context, { name, secret: await desk.rotate(name, graceDays * DAY_MS, actor) }, 201)
  })
}

/** Sends a signed sample, and tells what came of it. */
export function webhookTested(io: DeskDoor, context: Context): Promise<Response> {
  return asked(io, context, [], async ({ desk, name }) => answer(context, { name, delivered: await desk.test(name) }))
}

async function asked(
  io: DeskDoor,
  context: Context,
  fields: readonly string[],
  run: (asked: Asked) => Promise<Response>,
): Promise<Response> {
  const name = context.req.param('name') ?? ''
  if ((await getPartner(io.ports.table, name)) === undefined) return problem(context, 'not-found', 'No such partner.')
  const body = await jsonBody(context)
  if (typeof body === 'string') return problem(context, 'partner-invalid', body)
  const unknown = unknownField(body, [...fields, 'actor'])
  if (unknown !== undefined) return problem(context, 'partner-invalid', `In the body ${unknown}`)
  const { actor = 'desk' } = body
  const fault = faultOfActor(actor)
  if (fault !== undefined) return problem(context, 'partner-invalid', `"actor": ${fault}.`)
  try {
    return await run({ desk: createWebhookDesk(io, io.webhooks), name, actor: (actor as string).trim(), fields: body })
  } catch (error) {
    if (!(error instanceof PartnerUnchangeable)) throw error
    return problem(context, 'partner-conflict', /[.!?]$/.test(error.message) ? error.message : `${error.message}.`)
  }
}
