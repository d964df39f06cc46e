import { FetchError } from '../fetching/fetch-error.ts'
import { assertSafe, redirectOf } from './store-address.ts'

const MAX_REDIRECTS = 5
const ODD_ANSWER = 'try again; if it stays so, name another store with --store'

/** How one speaks with a store. */
export interface Speaking {
  readonly signal: AbortSignal
  /** nothing heard for so long: given up */
  readonly silenceMs: number
}

/** An answer of the store whose body is read piece by piece; whoever has it calls `end`. */
export interface StoreAnswer {
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  /** Throws `FetchError`: `too-slow` after silence, `unreachable` when the connection breaks, `aborted`. */
  readonly pieces: () => AsyncGenerator<Uint8Array>
  readonly end: () => Promise<void>
}

/**
 * Asks a store. Redirects are followed within their scheme; every wait ends with the signal and after silence. Answers
 * whatever the status is. Throws `FetchError`.
 */
export async function askStore(
  url: URL,
  { signal, silenceMs }: Speaking,
  { method = 'GET', headers = {} }: { readonly method?: 'GET' | 'HEAD'; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<StoreAnswer> {
  assertSafe(url)
  const watch = watchSilence(signal, silenceMs)
  // the bytes as they lie there: ranges and sizes are of those
  const options: RequestInit = {
    method,
    headers: { 'accept-encoding': 'identity', ...headers },
    redirect: 'manual',
    signal: watch.signal,
  }
  let at = url
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await fetch(at, options)
      watch.heard()
      if (![301, 302, 303, 307, 308].includes(response.status)) return answer(at, response, watch)
      await response.body?.cancel()
      at = redirectOf(at, response.headers.get('location'))
    }
  } catch (thrown) {
    watch.end()
    throw watch.explain(thrown, at)
  }
  watch.end()
  throw new FetchError('unreachable', `${url.host} redirects in circles`, ODD_ANSWER)
}

function answer(url: URL, response: Response, watch: ReturnType<typeof watchSilence>): StoreAnswer {
  const end = async () => {
    watch.end()
    await response.body?.cancel().catch(() => {})
  }
  return {
    url,
    status: response.status,
    headers: response.headers,
    pieces: async function* () {
      try {
        for await (const piece of response.body ?? []) {
          watch.heard()
          yield piece
        }
      } catch (thrown) {
        throw watch.explain(thrown, url)
      } finally {
        watch.end()
      }
    },
    end,
  }
}

/** A signal that also fires after silence, and the words for what it ended. */
function watchSilence(signal: AbortSignal, silenceMs: number) {
  const silent = new AbortController()
  let timer = setTimeout(() => silent.abort(), silenceMs)
  return {
    signal: AbortSignal.any([signal, silent.signal]),
    heard: () => {
      clearTimeout(timer)
      timer = setTimeout(() => silent.abort(), silenceMs)
    },
    end: () => clearTimeout(timer),
    explain: (thrown: unknown, { host }: URL) => {
      if (thrown instanceof FetchError) return thrown
      if (signal.aborted) return new FetchError('aborted', 'fetching models was stopped', 'start it again: it goes on', thrown)
      if (silent.signal.aborted)
        return new FetchError(
          'too-slow',
          `${host} said nothing for ${Math.round(silenceMs / 100) / 10} s`,
          'start it again: it goes on',
          thrown,
        )
      return new FetchError('unreachable', `${host}: ${reasonOf(thrown)}`, 'is the network there? Start it again: it goes on', thrown)
    },
  }
}

/** fetch() says "fetch failed" and "terminated"; its cause says why. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const { cause } = thrown
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const said = cause instanceof Error ? cause.message || code : thrown.message
  return code && !said.includes(code) ? `${said} (${code})` : said || 'the connection broke'
}

/** Throws `FetchError` for a status that carries no file. */
export function assertFound({ status, url }: Pick<StoreAnswer, 'status' | 'url'>): void {
  if (status === 200 || status === 206) return
  if (status === 404 || status === 410) throw new FetchError('not-found', `${url.host} has no ${url.pathname} (${status})`, ODD_ANSWER)
  throw new FetchError('unreachable', `${url.host} answers ${status} for ${url.pathname}`, ODD_ANSWER)
}
