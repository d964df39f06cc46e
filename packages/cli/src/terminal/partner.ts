import type { PartnerView } from '@depesche/api/partner-view'
import type { Entitlement } from '@depesche/syndication/entitlement'
import { safe } from './style.ts'

const moment = (instant: string) => instant.slice(0, 16).replace('T', ' ')

/** What a contract covers of one product, in words; times in UTC. */
export function coveredWords({ product, languages, from, until, lookbackDays }: Entitlement): string {
  return [
    product,
    ...(languages ? [languages.join(' ')] : []),
    ...(from ? [`from ${moment(from)} UTC`] : []),
    ...(until ? [`until ${moment(until)} UTC`] : []),
    ...(lookbackDays ? [`${lookbackDays} days back`] : []),
  ].join(', ')
}

/** One partner, line by line. */
export function partnerLines({ name, created, entitlements, perMinute, suspended, keys }: PartnerView): readonly string[] {
  const state = suspended ? `suspended since ${moment(suspended.at)} UTC${suspended.reason ? `: ${safe(suspended.reason)}` : ''}` : 'active'
  return [
    `partner ${name}, ${state}, added ${moment(created)} UTC`,
    ...entitlements.map((each) => `  may read ${coveredWords(each)}`),
    ...(entitlements.length === 0 ? ['  may read nothing'] : []),
    `  requests a minute: ${perMinute ?? 'as the house allows'}`,
    ...keys.map(({ id, created: since, ends }) => `  key ${id}…, since ${moment(since)} UTC${ends ? `, ends ${moment(ends)} UTC` : ''}`),
    ...(keys.length === 0 ? ['  no key opens anything'] : []),
  ]
}
