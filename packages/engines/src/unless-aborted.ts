import { EngineError, type Job, type Translated } from '@depesche/translation/engine'

/**
 * The work's result, or an `EngineError` of failure `aborted` as soon as the job's signal says so: a local engine cannot be
 * stopped in the middle of a sentence, but nobody has to wait for it. Anything else that is thrown (no more processes, a
 * file that went away) is `down`.
 */
export async function unlessAborted(job: Job, name: string, work: () => Promise<readonly Translated[]>): Promise<readonly Translated[]> {
  const { signal, from, to } = job
  const aborted = () => new EngineError('aborted', `${name} ${from}→${to}: aborted`, true, signal?.reason)
  if (signal?.aborted) throw aborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(aborted())
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work(), promise])
  } catch (thrown) {
    throw thrown instanceof EngineError ? thrown : new EngineError('down', `${name} ${from}→${to}: ${thrown}`, true, thrown)
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
