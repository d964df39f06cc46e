import type { WatchFolder } from '@depesche/local/watch-folder'
import type { DeskSettings } from '@depesche/pipeline/desks'
import { inGroups } from '@depesche/pipeline/in-turn'
import type { Observe } from '@depesche/pipeline/observe'
import type { Ports } from '@depesche/pipeline/ports'
import { receive } from '@depesche/pipeline/steps/receive'
import { safe } from './terminal/style.ts'

const LOOK_MS = 250

export interface Watching {
  readonly ports: Omit<Ports, 'inbox'>
  readonly inbox: WatchFolder
  readonly desks: readonly DeskSettings[]
  readonly observe: Observe
  readonly say: (line: string) => void
}

/** Looks into the drop box four times a second and receives what is whole. Answers a function that stops it. */
export function startWatching(io: Watching): () => Promise<void> {
  let looking: Promise<void> | undefined
  const told = new Set<string>()
  const tellOnce = (key: string, line: string) => {
    if (told.has(key)) return
    told.add(key)
    io.say(line)
  }
  const look = async () => {
    await inGroups(await io.inbox.list(), async (dropped) => {
      try {
        await receive(io, dropped)
      } catch (error) {
        // one bad file never holds up the others; it stays in the box and is tried at the next look
        tellOnce(
          `${dropped.key} ${dropped.versionId}`,
          `trouble: ${safe(dropped.key)} could not be taken in and stays in the box: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
    })
    for (const { path, reason } of await io.inbox.odd()) tellOnce(path, `left alone  ${safe(path)}: ${reason}`)
  }
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) =>
        tellOnce(String(error), `trouble: the drop box cannot be read: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => {
        looking = undefined
      })
  }, LOOK_MS)
  return async () => {
    clearInterval(timer)
    await looking
  }
}
