import type { Entitlement } from '@depesche/syndication/entitlement'
import type { Product } from '@depesche/syndication/product'
import { instantIn } from './instant-in.ts'
import { isObject, unknownField } from './json-body.ts'

/** Entitlements of one partner: they stand in one item of the ledger. */
export const MAX_ENTITLEMENTS = 20
/** Days that a lookback may have. */
export const MAX_LOOKBACK = 3650

const FIELDS = ['product', 'languages', 'from', 'until', 'lookbackDays']

/** What a contract covers, each field checked against the products that there are; a text: what is wrong, in a sentence. */
export function entitlementsIn(value: unknown, products: readonly Product[]): readonly Entitlement[] | string {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_ENTITLEMENTS)
    return `"entitlements" is a list of 1 to ${MAX_ENTITLEMENTS}, like [{"product": "${products[0]?.name ?? 'sport'}"}].`
  const read = value.map((each) => entitlementIn(each, products))
  const fault = read.find((each) => typeof each === 'string')
  return fault ?? (read as Entitlement[])
}

/** One of them; a text: what is wrong with it. */
export function entitlementIn(value: unknown, products: readonly Product[]): Entitlement | string {
  if (!isObject(value)) return 'An entitlement is an object like {"product": "sport", "languages": ["fr"]}.'
  const unknown = unknownField(value, FIELDS)
  if (unknown !== undefined) return `In an entitlement ${unknown}`
  const product = products.find(({ name }) => name === value.product)
  if (product === undefined) return `"product" is one of: ${products.map(({ name }) => name).join(', ')}.`
  const { languages, lookbackDays } = value
  if (languages !== undefined && !isListOf(languages, product.languages))
    return `"languages" is a list of those of ${product.name}: ${product.languages.join(', ')}.`
  if (
    lookbackDays !== undefined &&
    !(Number.isSafeInteger(lookbackDays) && Number(lookbackDays) >= 1 && Number(lookbackDays) <= MAX_LOOKBACK)
  )
    return `"lookbackDays" is a whole number from 1 to ${MAX_LOOKBACK}.`
  const times = timesIn(value)
  if (typeof times === 'string') return times
  return {
    product: product.name,
    ...(languages === undefined ? {} : { languages }),
    ...times,
    ...(lookbackDays === undefined ? {} : { lookbackDays: lookbackDays as number }),
  }
}

function isListOf(value: unknown, known: readonly string[]): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every((each) => known.includes(each))
}

function timesIn({ from, until }: Readonly<Record<string, unknown>>): Pick<Entitlement, 'from' | 'until'> | string {
  const [begins, ends] = [instantIn(from), instantIn(until)]
  if (from !== undefined && begins === undefined) return '"from" is a time with its offset like "2026-11-24T00:00:00+01:00".'
  if (until !== undefined && ends === undefined) return '"until" is a time with its offset like "2026-11-24T00:00:00+01:00".'
  if (begins !== undefined && ends !== undefined && Date.parse(ends) <= Date.parse(begins)) return '"until" comes after "from".'
  return { ...(begins === undefined ? {} : { from: begins }), ...(ends === undefined ? {} : { until: ends }) }
}
