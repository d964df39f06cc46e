import type { PartnerView } from '@depesche/api/partner-view'
import type { WebhookView } from '@depesche/api/webhook-view'
import type { Entitlement } from '@depesche/syndication/entitlement'
import { safe } from './style.ts'

/** `2026-11-28 13 h UTC`: to the hour, as the use of keys is noted. */
export const hourWords = (hour: string): string => `${hour.replace('T', ' ')} h UTC`

/** When a key was last used, in words. */
export const useWords = (hour: string | undefined): string => (hour === undefined ? 'not used yet' : `last used ${hourWords(hour)}`)

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

/** How a partner stands, in a word or two. */
export function stateWords({ suspended, webhook }: Pick<PartnerView, 'suspended' | 'webhook'>): string {
  if (suspended) return 'suspended'
  if (webhook?.disabled) return 'webhook disabled'
  return webhook?.failing ? 'webhook failing' : 'active'
}

/** One partner, line by line. */
export function partnerLines({ name, created, entitlements, perMinute, suspended, keys, webhook }: PartnerView): readonly string[] {
  const state = suspended ? `suspended since ${moment(suspended.at)} UTC${suspended.reason ? `: ${safe(suspended.reason)}` : ''}` : 'active'
  return [
    `partner ${name}, ${state}, added ${moment(created)} UTC`,
    ...entitlements.map((each) => `  may read ${coveredWords(each)}`),
    ...(entitlements.length === 0 ? ['  may read nothing'] : []),
    `  requests a minute: ${perMinute ?? 'as the house allows'}`,
    ...keys.map(({ id, created: since, ends, lastUsed }) => {
      const end = ends ? `, ends ${moment(ends)} UTC` : ''
      return `  key ${id}…, since ${moment(since)} UTC${end}, ${useWords(lastUsed)}`
    }),
    ...(keys.length === 0 ? ['  no key opens anything'] : []),
    ...(webhook ? webhookLines(webhook) : []),
  ]
}

/** How sending to a partner stands. The path of the address may hold a secret of the partner's: its host alone is shown. */
function webhookLines({ url, secrets, taken, failing, disabled, feeds }: WebhookView): readonly string[] {
  const state = disabled ? 'disabled' : failing ? 'failing' : 'active'
  const last = taken ? `last taken ${moment(taken)} UTC` : 'nothing taken yet'
  const ending = secrets.flatMap(({ ends }) => (ends ? [`    the older secret signs along until ${moment(ends)} UTC`] : []))
  const tries = failing && `${failing.tries} tries since ${moment(failing.since)} UTC, the next ${moment(failing.next)} UTC`
  const behind = feeds.filter((feed) => feed.behind > 0).map((feed) => `${feed.product}/${feed.language} ${feed.behind}`)
  return [
    `  webhook at ${safe(URL.canParse(url) ? new URL(url).host : url)}, ${state}, ${last}`,
    ...ending,
    ...(failing && !disabled ? [`    ${tries}: ${safe(failing.reason)}`] : []),
    ...(disabled ? [`    since ${moment(disabled.at)} UTC: ${safe(disabled.reason)}; "depesche partner resume-webhook" goes on`] : []),
    ...(behind.length > 0 ? [`    entries still to be sent: ${behind.join(', ')}`] : []),
  ]
}
