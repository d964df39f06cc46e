import type { Sighting } from '@depesche/pipeline/observe'
import type { Progress } from './terminal/progress.ts'
import { tell } from './terminal/stations.ts'
import { safe } from './terminal/style.ts'

type Of<K extends Sighting['kind']> = Extract<Sighting, { readonly kind: K }>

/** What a run has seen so far, and how far the whole is. */
export class Results {
  readonly #files: readonly string[]
  readonly #progress: Progress
  readonly normalized = new Map<string, Of<'normalized'>>()
  /** by path */
  readonly unreadable = new Map<string, string>()
  /** the path that an upload was read from: two files of one name are two files */
  readonly paths = new Map<string, string>()
  readonly troubles: string[] = []
  #wanted = 0
  #done = 0
  #read = 0

  constructor(files: readonly string[], progress: Progress) {
    this.#files = files
    this.#progress = progress
  }

  readonly observe = (sighting: Sighting): void => {
    if (sighting.kind === 'normalized') {
      this.normalized.set(sighting.upload, sighting)
      this.#wanted += sighting.targets.length
      this.#read++
    }
    if (sighting.kind === 'rejected')
      this.cannotRead(
        this.paths.get(sighting.upload) ?? sighting.name,
        `${sighting.line ? `line ${sighting.line}: ` : ''}${sighting.reason}; ${sighting.remedy}`,
      )
    if (sighting.kind === 'translated' || sighting.kind === 'waiting' || sighting.kind === 'failed') this.#done++
    if (sighting.kind === 'waiting' || sighting.kind === 'failed') this.troubles.push(`${sighting.id} ${sighting.language}`)
    if (sighting.kind === 'failed' || sighting.kind === 'retrying') this.#progress.line(tell(sighting).join('\n'))
    this.#show()
  }

  readonly error = (text: string): void => {
    this.troubles.push(text)
    this.#progress.line(`trouble: ${safe(text)}`)
  }

  cannotRead(name: string, reason: string): void {
    this.unreadable.set(name, reason)
    this.#read++
    this.#progress.line(`cannot read ${safe(name)}: ${safe(reason)}`)
  }

  failures(): number {
    return this.unreadable.size + this.troubles.length
  }

  #show(): void {
    const files = this.#files.length
    const share = (this.#read / files) * 0.1 + (this.#wanted === 0 ? 0 : (this.#done / this.#wanted) * 0.9 * (this.#read / files))
    this.#progress.update(share, `${this.#read} of ${files} files read, ${this.#done} of ${this.#wanted} languages`)
  }
}
