import type { Entry } from '../../packages/client/src/change.ts'
import type { Pace } from '../../packages/client/src/pace.ts'

/** One answer of the script; `cut`: the connection breaks; `hang`: nothing comes until the request is given up. */
export type Line = (() => Response) | 'cut' | 'hang'

export interface Asked {
  /** path and query */
  readonly path: string
  readonly key: string | null
  readonly tag: string | null
}

/** A wire that answers by a script, one line per request; when it is at its end it fails the test. */
export function scriptedWire(...lines: readonly Line[]) {
  const asked: Asked[] = []
  const answer: typeof fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input))
    const headers = new Headers(init?.headers)
    asked.push({ path: pathname + search, key: headers.get('authorization'), tag: headers.get('if-none-match') })
    const line = lines[asked.length - 1]
    if (line === undefined) throw new Error(`nothing is written for ${pathname}${search}`)
    if (line === 'cut') throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') })
    if (line === 'hang') return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
    return line()
  }
  return { asked, fetch: answer }
}

/** An entry of the article `{letter}`: "created", or what is said instead. */
export function entry(sequence: number, event: Entry['event'] = 'created'): Entry {
  const shows = event === 'created' || event === 'updated'
  return { sequence, event, id: `a-${sequence}`, version: 1, at: '2026-03-02T10:00:00.000Z', ...(shows ? { item: {} } : {}) } as Entry
}

export function page(entries: readonly Entry[], next: string, more = false, etag?: string): () => Response {
  return () => new Response(JSON.stringify({ entries, next, more }), { headers: etag ? { etag } : {} })
}

export function problem(status: number, name: string, headers: Readonly<Record<string, string>> = {}): () => Response {
  const body = { type: `/problems/${name}`, title: 'A title', status, detail: 'A detail.', instance: '/v1/feeds/all/fr' }
  return () => new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': 'application/problem+json' } })
}

/** Time that passes only in sleep, and no chance. */
export function stillPace(): Pace & { readonly slept: number[] } {
  const slept: number[] = []
  const now = () => slept.reduce((sum, each) => sum + each, 0)
  const sleep: Pace['sleep'] = async (milliseconds, signal) => {
    signal?.throwIfAborted()
    slept.push(milliseconds)
  }
  return { slept, now, random: () => 1, sleep }
}
