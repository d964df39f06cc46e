import type { PartnerDeed } from '@depesche/pipeline/ledger/partner-deed'
import { getPartner, isPartnerName, listPartners } from '@depesche/pipeline/ledger/partners'
import { listProducts } from '@depesche/pipeline/ledger/products'
import { addPartner, changePartner, PartnerUnchangeable, rotateKey } from '@depesche/pipeline/steps/change-partner'
import type { Product } from '@depesche/syndication/product'
import type { Context } from 'hono'
import { answer, type DeskDoor } from './desk-door.ts'
import { entitlementsIn } from './entitlements-in.ts'
import { isObject, jsonBody, unknownField } from './json-body.ts'
import { partnerView } from './partner-view.ts'
import { problem } from './problem.ts'
import { faultOfActor, faultOfReason } from './said.ts'

/** Days that a replaced key still opens, and the most that they may be. */
export const GRACE_DAYS = 7
export const MAX_GRACE_DAYS = 90
/** Requests a minute that a partner may be given. */
export const MAX_PER_MINUTE = 100_000
const DAY_MS = 86_400_000

/** Every partner: what it may read, and the keys that open something. */
export async function partners(io: DeskDoor, context: Context): Promise<Response> {
  const { table, clock } = io.ports
  const views = (await listPartners(table)).map((each) => partnerView(table, each, clock()))
  return answer(context, { partners: await Promise.all(views) })
}

/** One partner. */
export async function partner(io: DeskDoor, context: Context): Promise<Response> {
  const { table, clock } = io.ports
  const found = await getPartner(table, context.req.param('name') ?? '')
  return found ? answer(context, await partnerView(table, found, clock())) : problem(context, 'not-found', 'No such partner.')
}

/** A new partner and its key, told this once: the store has its hash. */
export async function newPartner(io: DeskDoor, context: Context): Promise<Response> {
  const body = await bodyIn(context, ['name', 'products', 'entitlements', 'actor'])
  if (typeof body === 'string') return problem(context, 'partner-invalid', body)
  const { name, products, entitlements, actor } = body
  if (typeof name !== 'string' || !isPartnerName(name))
    return problem(context, 'partner-invalid', '"name" is lower-case letters, digits and hyphens, at most 40.')
  const short = Array.isArray(products) ? [...new Set<unknown>(products)].map((product) => ({ product })) : undefined
  const covered = entitlementsIn(entitlements ?? short, await listProducts(io.ports.table))
  if (typeof covered === 'string') return problem(context, 'partner-invalid', covered)
  return changing(context, async () => answer(context, { name, key: await addPartner(io, name, covered, actor) }, 201))
}

/** Changes a partner; a new key is told this once. */
export async function partnerChange(io: DeskDoor, context: Context): Promise<Response> {
  const name = context.req.param('name') ?? ''
  const { table, clock } = io.ports
  if ((await getPartner(table, name)) === undefined) return problem(context, 'not-found', 'No such partner.')
  const body = await bodyIn(context, ['deed', 'actor'])
  if (typeof body === 'string') return problem(context, 'partner-invalid', body)
  const deed = partnerDeedIn(body.deed, await listProducts(table))
  if (typeof deed === 'string') return problem(context, 'partner-invalid', deed)
  return changing(context, async () => {
    if (deed.kind !== 'rotate-key')
      return answer(context, await partnerView(table, await changePartner(io, name, deed, body.actor), clock()))
    return answer(context, { name, key: await rotateKey(io, name, deed.graceDays * DAY_MS, body.actor) }, 201)
  })
}

async function changing(context: Context, change: () => Promise<Response>): Promise<Response> {
  try {
    return await change()
  } catch (error) {
    if (!(error instanceof PartnerUnchangeable)) throw error
    return problem(context, 'partner-conflict', `${error.message}.`)
  }
}

type Body = Readonly<Record<string, unknown>> & { readonly actor: string }

async function bodyIn(context: Context, fields: readonly string[]): Promise<Body | string> {
  const body = await jsonBody(context)
  if (typeof body === 'string') return body
  const unknown = unknownField(body, fields)
  if (unknown !== undefined) return `In the body ${unknown}`
  const { actor = 'desk' } = body
  const fault = faultOfActor(actor)
  return fault === undefined ? { ...body, actor: (actor as string).trim() } : `"actor": ${fault}.`
}

type AskedDeed =
  | Exclude<PartnerDeed, { kind: 'add' | 'rotate-key' | 'webhook' | 'rotate-secret' }>
  | { readonly kind: 'rotate-key'; readonly graceDays: number }

/** A change as a desk asks for it, each field checked; a text: what is wrong with it, in a sentence. */
export function partnerDeedIn(value: unknown, products: readonly Product[]): AskedDeed | string {
  if (!isObject(value)) return '"deed" is an object like {"kind": "suspend"}.'
  const { kind, ...fields } = value
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) return `"deed.kind" is one of: ${Object.keys(FIELDS).join(', ')}.`
  const unknown = unknownField(fields, FIELDS[kind as keyof typeof FIELDS])
  if (unknown !== undefined) return `"deed" of kind "${kind}": ${unknown}`
  switch (kind as keyof typeof FIELDS) {
    case 'entitle': {
      const entitlements = entitlementsIn(fields.entitlements, products)
      return typeof entitlements === 'string' ? entitlements : { kind: 'entitle', entitlements }
    }
    case 'limit':
      return limitIn(fields.perMinute)
    case 'suspend':
      return suspensionIn(fields.reason)
    case 'resume':
      return { kind: 'resume' }
    case 'rotate-key':
      return rotationIn(fields.graceDays)
  }
}

const FIELDS = { entitle: ['entitlements'], limit: ['perMinute'], suspend: ['reason'], resume: [], 'rotate-key': ['graceDays'] } as const

function limitIn(perMinute: unknown): AskedDeed | string {
  if (perMinute === null) return { kind: 'limit', perMinute }
  const isCount = Number.isSafeInteger(perMinute) && Number(perMinute) >= 1 && Number(perMinute) <= MAX_PER_MINUTE
  if (!isCount) return `"deed.perMinute" is a whole number from 1 to ${MAX_PER_MINUTE}, or null for the house's own limit.`
  return { kind: 'limit', perMinute: perMinute as number }
}

function suspensionIn(reason: unknown): AskedDeed | string {
  if (reason === undefined) return { kind: 'suspend' }
  const fault = faultOfReason(reason)
  return fault === undefined ? { kind: 'suspend', reason: reason as string } : `"deed.reason": ${fault}.`
}

function rotationIn(days: unknown = GRACE_DAYS): AskedDeed | string {
  if (typeof days !== 'number' || !(days >= 0 && days <= MAX_GRACE_DAYS))
    return `"deed.graceDays" is a number from 0 (the old key opens nothing from now on) to ${MAX_GRACE_DAYS}.`
  return { kind: 'rotate-key', graceDays: days }
}
