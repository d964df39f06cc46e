import type { Identity } from '@depesche/article/model'

/** The agency's name in its own NewsML 1.2. */
export const PROVIDER = 'www.sda-ats.ch'

/** An article of the text wire. Numbers begin again each day, so the day (YYYYMMDD) is part of the identity. */
export function textIdentity(service: string, number: string, date: string): Identity {
  return { scheme: 'text', value: `${service}/${number}/${date}`, date, number: `${service}${number}` }
}

/** An article of NewsML 1.2: ProviderId, DateId (YYYYMMDD, of some with a time behind it) and NewsItemId. */
export function newsml12Identity(provider: string, date: string, number: string): Identity {
  return { scheme: 'newsml12', value: `${provider}/${date}/${number}`, date: date.replace(/^(\d{8})T.*$/, '$1'), number }
}
