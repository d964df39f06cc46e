import { ConnectionError } from './connection-error.ts'
import { ProblemError, problemIn } from './problem.ts'
import type { Reading } from './reading.ts'
import { secondsIn } from './retry-delay.ts'

export interface Answer {
  /** parsed JSON */
  readonly body: unknown
  readonly etag: string | undefined
}

export interface Asking {
  /** of an earlier answer: unchanged it need not come again */
  readonly etag?: string | undefined
  /** seconds that the answer may take besides the timeout */
  readonly wait?: number | undefined
}

const TIMEOUT_SECONDS = 30

/**
 * One GET with the partner's key. Throws `ProblemError` for a refusal, `ConnectionError` when no answer of the API came, and
 * the signal's reason when it is aborted.
 */
export async function ask(address: string, reading: Reading, { etag, wait = 0 }: Asking): Promise<Answer | 'unchanged'> {
  const headers = { authorization: `Bearer ${reading.key}`, accept: 'application/json', ...(etag ? { 'if-none-match': etag } : {}) }
  const seconds = (reading.timeout ?? TIMEOUT_SECONDS) + wait
  const { status, body, answered } = await within(seconds, reading.signal, async (signal) => {
    const response = await (reading.fetch ?? fetch)(address, { headers, signal })
    return { status: response.status, body: await response.text(), answered: response.headers }
  })
  if (status === 304) return 'unchanged'
  if (status !== 200) throw new ProblemError(problemIn(status, body), secondsIn(answered.get('retry-after'), Date.now()))
  return { body: jsonIn(body), etag: answered.get('etag') ?? undefined }
}

/** Not `AbortSignal.any`: the first releases of Node 20 and some browsers in use have none. */
async function within<T>(seconds: number, outer: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  outer?.throwIfAborted()
  const inner = new AbortController()
  const stop = () => inner.abort(outer?.reason)
  outer?.addEventListener('abort', stop)
  const timer = setTimeout(() => inner.abort(new Error(`no answer within ${seconds} seconds`)), seconds * 1000)
  try {
    return await work(inner.signal)
  } catch (thrown) {
    outer?.throwIfAborted()
    throw new ConnectionError(`The wire could not be read: ${wordsOf(thrown)}`, thrown)
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', stop)
  }
}

/** fetch says "fetch failed" and hides why in its cause. */
function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.cause instanceof Error && thrown.cause.message ? thrown.cause.message : thrown.message
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (thrown) {
    throw new ConnectionError('The answer is no JSON: something in between answered in the place of the wire.', thrown)
  }
}
