export interface NoteOnce {
  /** a note that could not be written: for the operator's log */
  readonly onError: (error: unknown) => void
  /** so many subjects are remembered, those noted last; by default 5000 */
  readonly most?: number
  /** the answer waits for a note no longer than this (ms); by default 1000 */
  readonly patienceMs?: number
}

/** Writes how far a subject has come, unless this process has written that, or further, before. Never throws. */
export type Note = (subject: string, place: string, write: () => Promise<void>) => Promise<void>

/**
 * Notes beside an answer, each once in this process: places are compared as text. What was not written, or not in time, is
 * tried again at the next ask. It is waited for, since a function of the cloud stands still once it has answered.
 */
export function createNote({ onError, most = 5000, patienceMs = 1000 }: NoteOnce): Note {
  const known = new Map<string, string>()
  const remember = (subject: string, place: string) => {
    known.delete(subject)
    known.set(subject, place)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
  }
  return async (subject, place, write) => {
    const before = known.get(subject)
    if (before !== undefined && before >= place) return remember(subject, before)
    try {
      await within(patienceMs, write())
      remember(subject, place)
    } catch (error) {
      onError(new Error(`${subject} ${place} was not noted; the next request tries again`, { cause: error }))
    }
  }
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`it took more than ${milliseconds} ms`)), milliseconds)
  try {
    await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
