import { FetchError } from '../fetching/fetch-error.ts'

/** Where Mozilla publishes the models of Firefox Translations, for anyone, without a key. */
export const MOZILLA_STORE = 'https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data'

/** The index of a store, below its address. */
export const INDEX_PATH = 'db/models.json'

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const refused = (message: string, remedy: string) => new FetchError('refused-address', message, remedy)

/** A store's address as it is configured. Throws `FetchError` (`refused-address`): no TLS, a password, a query, no address at all. */
export function storeAddress(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw refused(`"${text}" is no address`, 'a store is like https://models.house.example/bergamot')
  assertSafe(url)
  if (url.username || url.password || url.search || url.hash)
    throw refused(
      `the store ${url.origin} must be named without a password, "?" and "#"`,
      'a store is like https://models.house.example/bergamot',
    )
  return new URL(`${url.origin}${url.pathname.replace(/\/*$/, '/')}`)
}

/** The address of a file of the store. The path was checked when the index was read: it cannot leave the store's own. */
export const fileAddress = (store: URL, path: string): URL => new URL(path, store)

/** Throws `FetchError` where somebody on the way could change what comes: models are programs of a kind. */
export function assertSafe(url: URL): void {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))) return
  throw refused(
    `${url.origin === 'null' ? url.href.slice(0, 60) : url.origin} is not https`,
    'http is for loopback only: name an https address',
  )
}

/** Where a redirect leads. Throws `FetchError` when it leaves the scheme it came by, or leads nowhere. */
export function redirectOf(from: URL, location: string | null): URL {
  const to = location === null ? null : URL.parse(location, from.href)
  if (to === null) throw refused(`${from.host} redirects to nowhere`, 'tell whoever runs the store')
  if (to.protocol !== from.protocol)
    throw refused(`${from.host} redirects from ${from.protocol} to ${to.protocol} (${to.href.slice(0, 80)})`, 'tell whoever runs the store')
  assertSafe(to)
  return to
}
