import { FetchError, type FetchEvent, fetchApertium, packagesFor } from '@depesche/engines/apertium-fetch'
import { apertiumFolder } from '@depesche/engines/registry'
import type { Engine } from '@depesche/translation/engine'
import type { Newsroom } from './newsroom.ts'
import type { Progress } from './terminal/progress.ts'
import { safe, size } from './terminal/style.ts'

/** A newcomer waits no longer than this for the download. */
const TIME_BOUND_MS = 5 * 60_000

/** True when one of the engines really translates something (pseudo does not). */
export function canTranslate(engines: readonly Engine[]): boolean {
  return engines.some((engine) => engine.method !== 'stand-in' && engine.directions().length > 0)
}

export type Direction = readonly [from: string, to: string]

/** Every direction that the newsroom may need: from each of its languages to each language of its products. */
export function directionsOf({ desks, products }: Newsroom): readonly Direction[] {
  const targets = [...new Set(products.flatMap(({ languages }) => languages))]
  const sources = [...new Set([...targets, ...desks.map(({ language }) => language)])]
  return sources.flatMap((from) => targets.filter((to) => to !== from).map((to) => [from, to] as const))
}

export interface Getting {
  readonly dataFolder: string
  readonly directions: readonly Direction[]
  readonly progress: Progress
  readonly signal: AbortSignal
  readonly timeoutMs?: number
}

/**
 * Gets Apertium into the data folder and tells what, from where, how big and how far. Answers whether it is there now;
 * a failure or Ctrl-C is told with its remedy and is not the end: the languages wait.
 */
export async function getApertium({ dataFolder, directions, progress, signal, timeoutMs = TIME_BOUND_MS }: Getting): Promise<boolean> {
  try {
    const fetched = await fetchApertium({
      folder: apertiumFolder(dataFolder),
      packages: packagesFor(directions),
      signal,
      timeoutMs,
      report: (event) => tell(event, progress),
    })
    progress.done()
    progress.line(
      fetched.outcome === 'fetched'
        ? `Apertium is in ${apertiumFolder(dataFolder)} (remove the folder to undo)`
        : 'Apertium is installed on this machine',
    )
    return true
  } catch (error) {
    progress.done()
    if (!(error instanceof FetchError)) throw error
    progress.line(`no Apertium: ${safe(error.message)}\n  ${error.remedy}`)
    return false
  }
}

function tell(event: FetchEvent, { line, update }: Progress): void {
  if (event.kind === 'lists') line('  the machine has no package lists: loading our own (some megabytes)')
  if (event.kind === 'plan') {
    const where = `${event.hosts.join(', ')} (${event.suites.join(', ')})`
    line(`  ${event.packages.length} packages from ${where}: ${size(event.bytes)} to load, ${size(event.diskBytes)} on the disk`)
  }
  if (event.kind === 'download') update(event.bytes / Math.max(1, event.of), `  ${size(event.bytes)} of ${size(event.of)}`)
  if (event.kind === 'unpack') update(event.done / Math.max(1, event.of), `  unpacked ${event.done} of ${event.of}`)
}
