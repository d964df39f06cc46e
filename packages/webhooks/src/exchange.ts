import type { IncomingMessage } from 'node:http'
import { type Asking, answerTo } from './answer-to.ts'

const MOST_BODY_BYTES = 16_384
/** What is left of an answer comes with its head; a connection is not worth a longer wait. */
const DRAIN_MS = 500

/**
 * Posts a message and answers the head that came back, with its connection kept if it can be. One that had been kept and was cut off
 * before it answered is replaced by a new one, once: receivers act once upon an id. Throws as `answerTo`.
 */
export async function exchange(asking: Asking): Promise<IncomingMessage> {
  const first = await answerTo(asking, 'kept')
  const answer = first === 'stale' ? await answerTo(asking, 'new') : first
  if (answer === 'stale') throw new Error('a new connection is none that was kept')
  await drain(answer, Math.min(DRAIN_MS, asking.deadline.meet()))
  return answer
}

/** Reads what is left of an answer, so that its connection can be kept; one that is long or slow is cut off. Nothing is decompressed. */
async function drain(answer: IncomingMessage, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => answer.destroy(), milliseconds)
  try {
    let bytes = 0
    for await (const chunk of answer) {
      bytes += (chunk as Buffer).length
      if (bytes > MOST_BODY_BYTES) return // the connection ends with the loop
    }
  } catch {
    // cut off: its head has been answered
  } finally {
    clearTimeout(timer)
  }
}
