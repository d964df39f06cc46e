import type { LocalStore } from '@depesche/local/node'
import { boundedRead } from '@depesche/pipeline/bounded-read'
import { appliedRevision, applyProducts } from '@depesche/pipeline/ledger/products'
import { type Missing, type ReplayStep, replay } from '@depesche/pipeline/replay'
import type { Normalizing } from '@depesche/pipeline/steps/normalize'
import { syndicate } from '@depesche/pipeline/steps/syndicate'
import type { Newsroom } from './newsroom.ts'
import type { Progress } from './terminal/progress.ts'
import { safe } from './terminal/style.ts'

export interface Rebuilding {
  readonly store: LocalStore
  readonly newsroom: Newsroom
  readonly progress: Progress
  /** a day: `2026-11-24` */
  readonly since?: string
  readonly dryRun?: boolean
  /** an `up` runs, which brings the feeds in step; else it is done here */
  readonly isUp: boolean
}

/** What a replay did. */
export interface Rebuilt {
  /** documents of the archive */
  readonly replayed: number
  readonly missing: Missing
  readonly troubles: number
  /** languages that go on, and articles whose feeds do */
  readonly languages: number
  readonly feeds: number
  readonly milliseconds: number
}

const NOTHING: Missing = { uploads: 0, heads: 0, versions: 0, languages: 0, documents: 0 }

/** Replays the archive of a folder, with a bar; each trouble is told as it comes. */
export async function rebuild(io: Rebuilding): Promise<Rebuilt> {
  const { store, newsroom, progress, since, dryRun = false } = io
  const { ports } = store
  // without products no language would be wanted; those that stand are changed by `up` and `product apply` alone
  if (!dryRun && (await appliedRevision(ports.table)) === 0) await applyProducts(ports.table, newsroom.products, ports.clock())
  await using reading = boundedRead(new URL(import.meta.resolve('@depesche/pipeline/read-process')))
  const stations: Normalizing = { ports, desks: newsroom.desks, read: reading.read, observe: () => {} }
  const counting = new Counting()
  for await (const step of replay(stations, { dryRun, ...(since ? { since } : {}) })) {
    counting.add(step)
    progress.update(shareOf(step), `${PHASES[step.phase]}, ${step.done} of ${step.total}`)
    if (step.trouble) progress.line(`trouble: ${safe(step.trouble.key)}\n  ${safe(step.trouble.reason)}`)
    // nobody else brings the feeds in step; the message that waits for the next `up` does it once more and changes nothing
    if (step.left?.feeds && !io.isUp) await inStep(stations, step.left.id)
  }
  progress.done()
  return counting.rebuilt()
}

async function inStep({ ports }: Normalizing, id: string): Promise<void> {
  await syndicate({ ports, observe: () => {} }, { station: 'syndicate', cause: `replayed-${id}`, id })
}

const PHASES: Readonly<Record<ReplayStep['phase'], string>> = {
  archive: 'reading the archive again',
  articles: 'looking at the articles',
  'going on': 'bringing the feeds in step',
}

/** Reading takes the time. */
function shareOf({ phase, done, total }: ReplayStep): number {
  const [from, width] = ({ archive: [0, 0.8], articles: [0.8, 0.1], 'going on': [0.9, 0.1] } as const)[phase]
  return from + width * (total === 0 ? 1 : done / total)
}

class Counting {
  readonly #started = performance.now()
  #replayed = 0
  #missing = NOTHING
  #troubles = 0
  #languages = 0
  #feeds = 0

  add({ phase, done, missing, trouble, left }: ReplayStep): void {
    if (phase === 'archive') this.#replayed = done
    this.#missing = missing
    this.#troubles += Number(trouble !== undefined)
    this.#languages += left?.languages ?? 0
    this.#feeds += Number(left?.feeds ?? false)
  }

  rebuilt(): Rebuilt {
    return {
      replayed: this.#replayed,
      missing: this.#missing,
      troubles: this.#troubles,
      languages: this.#languages,
      feeds: this.#feeds,
      milliseconds: performance.now() - this.#started,
    }
  }
}
