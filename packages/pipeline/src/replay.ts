/**
 * Rebuilding the ledger from the archive alone (LEDGER.md section 3): every upload and every decision stands in
 * `originals/`, in order. Until it is through nothing leaves, for a half rebuilt head does not know yet what was killed.
 */
import { keys } from './keys.ts'
import type { Decision } from './ledger/decision.ts'
import { beginReplay, endReplay, replayingOf } from './ledger/epoch.ts'
import type { PartnerChange } from './ledger/partner-deed.ts'
import type { Message, Ports } from './ports.ts'
import { archived, type Envelope, isDecision, isPartnerChange } from './replay/archive.ts'
import { left, opened } from './replay/drive.ts'
import { keepLift, renderAgain } from './replay/mend.ts'
import { type Missing, Tally } from './replay/missing.ts'
import { quiet } from './replay/quiet.ts'
import { lookAt, takeAgain, uploadOf } from './replay/upload.ts'
import { lookAgain } from './retention/days.ts'
import { applyChange } from './steps/change-partner.ts'
import { applyDecision } from './steps/decide.ts'
import type { Normalizing } from './steps/normalize.ts'
import { requireJson } from './store-json.ts'

export type { Missing } from './replay/missing.ts'

export interface ReplayOptions {
  /** only what arrived or was decided on that day or later: `2026-11-24`. Absent: everything */
  readonly since?: string
  /** looks and counts, writes nothing */
  readonly dryRun?: boolean
}

/** How far a replay is: after each document of the archive, then after each article that it spoke of, then after each that goes on. */
export interface ReplayStep {
  readonly phase: 'archive' | 'articles' | 'going on'
  readonly done: number
  readonly total: number
  /** what was found missing, and rebuilt unless it is a dry run */
  readonly missing: Missing
  /** a document or an article that could not be brought back, and why: the others go on */
  readonly trouble?: { readonly key: string; readonly reason: string }
  /** an article that goes on: what was opened for it */
  readonly left?: { readonly id: string; readonly languages: number; readonly feeds: boolean }
}

/**
 * Replays the archive. What stands already is not changed; what is missing is rebuilt: uploads, heads, versions, languages from
 * the translations that were kept, documents. Feeds gain no doubles. Interrupted, it is begun anew, from where it began.
 */
export async function* replay(io: Normalizing, options: ReplayOptions = {}): AsyncGenerator<ReplayStep> {
  const { ports } = io
  const { since = '', dryRun = false } = options
  if (!dryRun) await beginReplay(ports.table, new Date(ports.clock()).toISOString(), false, since)
  // one that was cut off may have begun earlier
  const from = replayingOf(await ports.table.get(keys.epoch))?.since ?? since
  const replaying = new Replaying({ ...io, ports: quiet(ports) }, dryRun)
  yield* replaying.archive(await archived(ports.documents, dryRun ? since : from))
  const messages = yield* replaying.articles()
  if (dryRun) return
  const works: (readonly Message[])[] = []
  for (const each of messages) works.push(await opened(ports, each))
  // the documents of replaced versions are there again, and may be old
  await lookAgain(ports.table, 'versions', from)
  await endReplay(ports.table)
  yield* goOn(ports, works, replaying.tally)
}

async function* goOn({ queue }: Omit<Ports, 'inbox'>, works: readonly (readonly Message[])[], tally: Tally): AsyncGenerator<ReplayStep> {
  for (const [index, messages] of works.entries()) {
    for (const message of messages) await queue.send(message)
    const languages = messages.filter(({ station }) => station === 'translate').length
    const feeds = languages < messages.length
    const step = { phase: 'going on', done: index + 1, total: works.length, missing: tally.counts() } as const
    yield { ...step, left: { id: messages[0]?.id ?? '', languages, feeds } }
  }
}

class Replaying {
  readonly tally = new Tally()
  readonly #io: Normalizing
  readonly #dryRun: boolean
  /** articles that the archive speaks of */
  readonly #touched = new Set<string>()
  /** what notices decided, by their upload */
  readonly #notices = new Map<string, Decision>()

  constructor(io: Normalizing, dryRun: boolean) {
    this.#io = io
    this.#dryRun = dryRun
  }

  /** In order; what does not come back at once may need a later document, and is tried once more at the end. */
  async *archive(all: readonly string[]): AsyncGenerator<ReplayStep> {
    const step = (done: number) => ({ phase: 'archive', done, total: all.length, missing: this.tally.counts() }) as const
    const late: string[] = []
    for (const [index, key] of all.entries()) {
      if ((await reasonOf(() => this.#document(key))) !== undefined) late.push(key)
      yield step(index + 1)
    }
    for (const key of late) {
      const reason = await reasonOf(() => this.#document(key))
      if (reason !== undefined) yield { ...step(all.length), trouble: { key, reason } }
    }
  }

  /** Each article once more, as a whole. Answers what has to go on, by article. */
  async *articles(): AsyncGenerator<ReplayStep, readonly (readonly Message[])[]> {
    const works: (readonly Message[])[] = []
    let done = 0
    for (const id of this.#touched) {
      const reason = await reasonOf(async () => {
        const messages = await this.#mend(id)
        if (messages.length > 0) works.push(messages)
      })
      done++
      const trouble = reason === undefined ? {} : { trouble: { key: id, reason } }
      yield { phase: 'articles', done, total: this.#touched.size, missing: this.tally.counts(), ...trouble }
    }
    return works
  }

  #document(key: string): Promise<void> {
    if (isPartnerChange(key)) return this.#partner(key)
    return isDecision(key) ? this.#decision(key) : this.#upload(key)
  }

  async #upload(key: string): Promise<void> {
    const envelope = await requireJson<Envelope>(this.#io.ports.documents, key)
    const again = { envelope, key, decided: this.#notices.get(uploadOf(envelope)) }
    const { id } = await (this.#dryRun ? lookAt : takeAgain)(this.#io, again, this.tally)
    if (id !== undefined) this.#touched.add(id)
  }

  async #decision(key: string): Promise<void> {
    const { kind: _, ...decision } = await requireJson<Decision & { readonly kind: string }>(this.#io.ports.documents, key)
    const { decision: name, id } = decision
    this.#touched.add(id)
    if (name.startsWith('notice-')) this.#notices.set(name.slice('notice-'.length), decision)
    if (this.#dryRun) return
    if ((await this.#io.ports.table.get(keys.head(id))) === undefined)
      throw new Error(`it decides about ${id}, of which the archive has no upload`)
    await applyDecision(this.#io, decision)
  }

  async #partner(key: string): Promise<void> {
    const { kind: _, ...change } = await requireJson<PartnerChange & { readonly kind: string }>(this.#io.ports.documents, key)
    if (!this.#dryRun) await applyChange(this.#io, change)
  }

  async #mend(id: string): Promise<readonly Message[]> {
    const { ports } = this.#io
    if (!this.#dryRun) await keepLift(ports, id)
    const messages = await left(ports, id, this.tally)
    await renderAgain(ports, id, this.tally, this.#dryRun)
    return messages
  }
}

/**
 * Why something cannot be brought back, which keeps nobody from the next; `undefined`: it is there. What a store throws is not
 * the document's fault and ends the replay: opened exits must not rest on half of it.
 */
async function reasonOf(run: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    if (!(error instanceof Error) || 'code' in error || 'errcode' in error || '$metadata' in error) throw error
    return error.message
  }
}
