import type { Coded, Dateline, Draft, Note } from '@depesche/article/model'
import { info, present } from '../draft.ts'
import { at, below } from '../xml/element.ts'
import type { Tracked } from '../xml/tracked.ts'

type Facts = Pick<Draft, 'subjects' | 'places' | 'authors'> &
  Partial<Pick<Draft, 'dateline' | 'provider' | 'urgency' | 'genre' | 'storyType' | 'service'>>

/** What a draft says beside its text. Urgency for the wire counts; the one for sites is told where it differs. */
export function factsOf(account: Tracked): { readonly draft: Facts; readonly notes: readonly Note[] } {
  const { root } = account
  const line = (name: string) => account.text(at(root, name))
  const [urgency, online] = [numberOf(line('urgency')), line('urgencyOnl')]
  const place = line('providerLocation')
  const draft = present({
    subjects: codesOf('sdamarschannel', (line('channel') ?? '').split('/')),
    places: below(root, 'geolocation').flatMap((one) => codesOf('sdamarsgeo', [account.text(one) ?? ''])),
    authors: line('author')?.split(/[\s,/]+/) ?? [],
    dateline: place === undefined ? undefined : datelineOf(place),
    provider: line('provider'),
    urgency,
    genre: line('genre'),
    storyType: line('storytype'),
    service: line('service'),
  })
  return { draft, notes: [...capitals(place), ...differs(urgency, online)] }
}

const codesOf = (scheme: string, codes: readonly string[]): readonly Coded[] =>
  codes.flatMap((code) => (code.trim() === '' ? [] : [{ scheme, code: code.trim() }]))

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text)
  return text !== undefined && Number.isInteger(number) && number >= 1 && number <= 9 ? number : undefined
}

const isCapitals = (place: string) => /\p{L}{3}/u.test(place) && place === place.toUpperCase()

function datelineOf(place: string): Dateline {
  return { place: isCapitals(place) ? place.toLowerCase().replaceAll(/(?<=^|[\s'’-])\p{L}/gu, (letter) => letter.toUpperCase()) : place }
}

function capitals(place: string | undefined): readonly Note[] {
  if (place === undefined || !isCapitals(place)) return []
  return [info('place-in-capitals', 'The place was in capitals; it is set as a name.', { part: 'dateline' }, place)]
}

function differs(urgency: number | undefined, online: string | undefined): readonly Note[] {
  if (online === undefined || online === String(urgency ?? '')) return []
  return [info('urgency-online', `For sites its urgency is ${online}.`, { part: 'urgency' }, online)]
}
