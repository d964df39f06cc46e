import { FetchError, fetchModels, type ModelsEvent, type Pair } from '@depesche/engines/bergamot-fetch'
import { bergamotFolder } from '@depesche/engines/registry'
import { counted } from './terminal/counted.ts'
import type { Progress } from './terminal/progress.ts'
import { cut, safe, size } from './terminal/style.ts'

export interface GettingModels {
  readonly dataFolder: string
  readonly pairs: readonly Pair[]
  /** absent: Mozilla's */
  readonly store?: string
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** `deen` as people write a direction. */
const directionOf = (name: string) => `${name.slice(0, 2)}-${name.slice(2)}`

/**
 * Gets Bergamot's models into the data folder and tells what, from where, how big and how far. Answers whether all of them
 * are there now, but those that nobody has published: their names are answered too.
 */
export async function getBergamot(getting: GettingModels): Promise<{ readonly whole: boolean; readonly missing: readonly string[] }> {
  const { dataFolder, pairs, store, progress, signal } = getting
  try {
    const fetched = await fetchModels({
      folder: bergamotFolder(dataFolder),
      pairs,
      ...(store ? { store } : {}),
      signal,
      report: (event) => tell(event, progress),
    })
    progress.done()
    const { placed, there, missing, failed } = fetched
    if (there.length > 0) progress.line(`there already: ${there.map(directionOf).join(', ')}`)
    if (missing.length > 0) progress.line(`the store has no released model for ${missing.join(', ')}`)
    if (placed.length > 0) progress.line(`${counted(placed.length, 'model')} in ${bergamotFolder(dataFolder)} (remove a folder to undo)`)
    return { whole: failed.length === 0, missing }
  } catch (error) {
    progress.done()
    if (!(error instanceof FetchError)) throw error
    progress.line(`${safe(error.message)}\n  ${error.remedy}`)
    return { whole: false, missing: [] }
  }
}

function tell(event: ModelsEvent, { line, update, done }: Progress): void {
  if (event.kind === 'download') {
    const { name, bytes, of } = event
    update(bytes / Math.max(1, of), `  ${directionOf(name)}: ${size(bytes)} of ${size(of)}`)
    return
  }
  if (event.kind !== 'plan') done()
  for (const text of linesOf(event)) line(text)
}

function linesOf(event: Exclude<ModelsEvent, { readonly kind: 'download' }>): readonly string[] {
  switch (event.kind) {
    case 'plan':
      return planLines(event)
    case 'own':
      return [`  ${directionOf(event.name)} was put there by hand and stays: remove its folder to have it fetched`]
    case 'test':
      return []
    case 'placed': {
      const { source, said } = event.words
      return [`  ${directionOf(event.name)} works: “${safe(cut(source, 100))}” → “${safe(cut(said, 100))}”`]
    }
    case 'failed':
      return [`  ${directionOf(event.name)} is not used: ${safe(event.error.message)}`, `    ${event.error.remedy}`]
    case 'kept':
      return [`${size(event.bytes)} that were loaded are kept: the same command goes on with them`]
  }
}

function planLines({ host, directions, bytes, diskBytes, kept }: Extract<ModelsEvent, { readonly kind: 'plan' }>): readonly string[] {
  if (directions.length === 0) return []
  const toLoad = (known: number | undefined) => (known === undefined ? 'the store does not say how much to load' : `${size(known)} to load`)
  const all = directions.every((direction) => direction.bytes !== undefined) ? bytes : undefined
  return [
    `  from ${host}, licence MPL-2.0:`,
    ...directions.map(
      ({ name, status, architecture, ...sizes }) =>
        `  ${directionOf(name)}  ${safe(status)}, ${safe(architecture)}: ${toLoad(sizes.bytes)}, about ${size(sizes.diskBytes)} on the disk`,
    ),
    `  together ${toLoad(all)}, about ${size(diskBytes)} on the disk${kept > 0 ? `; ${size(kept)} are here from before` : ''}`,
  ]
}
