import { randomUUID } from 'node:crypto'
import { worst } from '@depesche/article/model'
import { keys } from '../keys.ts'
import { type Decision, type Deed, nextNumber, withDecision } from '../ledger/decision.ts'
import type { Head } from '../ledger/head.ts'
import { getValue, updateItem, valueIn } from '../ledger/items.ts'
import { writeJournal } from '../ledger/journal.ts'
import type { Mark } from '../ledger/mark.ts'
import { personIn } from '../ledger/person-words.ts'
import type { LanguageItem, Out, WorkItem } from '../ledger/shapes.ts'
import { approveLanguage, floorAfter, isRejected, rejectLanguage } from '../ledger/verdict.ts'
import { openWork, REDRIVE_MS } from '../ledger/work.ts'
import type { Observe } from '../observe.ts'
import type { Key, Message, Ports } from '../ports.ts'
import { paths, putJson, requireJson } from '../store-json.ts'
import { editedWords, rememberEdit } from './edited-words.ts'
import { languageMessages } from './language-messages.ts'
import type { Translation } from './language-words.ts'
import type { Outcome } from './outcome.ts'

export interface Deciding {
  readonly ports: Omit<Ports, 'inbox'>
  readonly observe: Observe
  /** names a new decision as no other is named; by default a random UUID */
  readonly newName?: () => string
}

/** A decision that cannot be taken: there is no such article, or nothing to decide about. `message` is for the desk. */
export class Undecidable extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Undecidable'
  }
}

/**
 * Takes a decision and carries it out up to the head: when this returns, nothing leaves that must not (LEDGER.md section 3).
 * The feeds follow. `actor`: who decides, as the desk names it. Throws `Undecidable` when there is no such article.
 */
export async function decide(io: Deciding, id: string, deed: Deed, actor: string): Promise<Decision> {
  const { table, clock } = io.ports
  const head = await getValue<Head>(table, keys.head(id))
  if (head === undefined) throw new Undecidable(`there is no article ${id}`)
  const now = clock()
  const item = 'language' in deed ? await getValue<LanguageItem>(table, keys.language(id, deed.language)) : undefined
  const decision: Decision = {
    decision: (io.newName ?? randomUUID)(),
    id,
    actor,
    at: new Date(now).toISOString(),
    set: [head.version, nextNumber(head, now, item)],
    deed,
  }
  await carry(io, decision)
  return decision
}

/** Opens the work that holds a decision, and carries it out. The same decision again changes nothing. */
export async function carry(io: Deciding, decision: Decision): Promise<void> {
  const { table, clock } = io.ports
  const { decision: name, id } = decision
  const message: Message = { station: 'normalize', cause: `decide-${name}`, id, decision: name }
  const work = await openWork(table, message, clock() + REDRIVE_MS, { decision })
  await carryOut(io, decision, { ...message, work })
}

/** Carries out the decision that a message's work holds, again after a crash. Gone: another has done it. */
export async function resume(io: Deciding, message: Message): Promise<Outcome> {
  const work = message.work && (await getValue<WorkItem>(io.ports.table, message.work))
  if (work?.decision === undefined) return 'done'
  await carryOut(io, work.decision, message)
  return 'keep'
}

/**
 * The document, then what the decision says of a language, then the head, then the journal, then what follows. The
 * decision's own work stays open until the feeds say it too.
 */
async function carryOut(io: Deciding, decision: Decision, message: Message): Promise<void> {
  const { table, documents, queue } = io.ports
  await putJson(documents, { kind: 'decision', ...decision }, (hash) => paths.decision(decision, hash))
  await applyDecision(io, decision)
  const head = await getValue<Head>(table, keys.head(decision.id))
  if (head && reopens(decision.deed)) await redriveLanguages(io, decision.id, head)
  await queue.send({ ...message, station: 'syndicate' })
}

/** The ledger writes of a decision: what `replay` does again. Changes nothing when they were done, or a later decision stands. */
export async function applyDecision(io: Deciding, decision: Decision): Promise<void> {
  const { table } = io.ports
  const { id, deed, actor } = decision
  const floor = await decideLanguage(io, decision)
  let moved = false
  const head = await updateItem<Head>(table, keys.head(id), (now) => {
    if (now === undefined) return undefined
    const next = withDecision(now, decision, floor)
    moved = next !== now
    return moved ? next : undefined
  })
  if (head === undefined) throw new Error(`the head of ${id} is not there: the decision waits for it`)
  await writeJournal(table, id, decision.at, { kind: 'decision', decision: decision.decision, actor, deed: withoutWords(deed) })
  if (moved) io.observe({ kind: 'decided', id, actor, deed: deed.kind })
}

/** The journal tells what was done; what was written stands in the archive and in the memory. */
const withoutWords = (deed: Deed): Deed => (deed.kind === 'edit' ? { ...deed, passages: [] } : deed)

/** What is said of one language stands in its own item, before the head. Answers the floor that a rejection raises. */
async function decideLanguage(io: Deciding, decision: Decision): Promise<Mark | undefined> {
  const { deed } = decision
  if (deed.kind === 'edit') await rememberEdit(io.ports, decision, deed)
  if (deed.kind === 'approve-language' || deed.kind === 'edit') await approve(io, decision, deed)
  if (deed.kind !== 'reject') return undefined
  const number = decision.set[1]
  const item = await updateItem<LanguageItem>(io.ports.table, keys.language(decision.id, deed.language), (now) => {
    const next = rejectLanguage(now ?? {}, deed.mark, number)
    return next === now ? undefined : next
  })
  return item?.rejected && floorAfter(item.rejected)
}

/** The same words, or as a person has changed them, as a new edition that says so. Changes nothing when they are no longer the newest, or were rejected later. */
async function approve(
  io: Deciding,
  { id, actor, at, set }: Decision,
  deed: Extract<Deed, { kind: 'approve-language' | 'edit' }>,
): Promise<void> {
  const { language, mark } = deed
  const { table, documents } = io.ports
  const key = keys.language(id, language)
  const item = valueIn<LanguageItem>(await table.get(key))
  const { out } = item ?? {}
  if (!item || !out || out.version !== mark.version || out.edition !== mark.edition || isRejected(item, mark, set[1])) return
  const { version } = mark
  const edition = mark.edition + 1
  const before = await requireJson<Translation>(documents, paths.translation(id, language, version, mark.edition, out.hash))
  const seen = deed.kind === 'edit' ? { edited: true as const } : {}
  const words = deed.kind === 'edit' ? await editedWords(io.ports, before, deed.passages) : before
  const translation: Translation = { ...words, edition, approved: { by: actor, at, number: set[1], ...seen } }
  const hash = await putJson(documents, translation, (h) => paths.translation(id, language, version, edition, h))
  const level = worst(translation.notes) ?? 'none'
  const approved: Out = {
    ...out,
    ...personIn(translation.notes),
    edition,
    hash,
    level,
    at,
    approved: { of: mark.edition, number: set[1], ...seen },
  }
  let won = false
  await updateItem<LanguageItem>(table, key, (now) => {
    const next = approveLanguage(now ?? {}, approved, set[1])
    won = next !== now
    return won ? next : undefined
  })
}

const reopens = ({ kind }: Deed) => kind === 'revive' || kind === 'release' || kind === 'embargo'

/** What stood still while the article was closed goes on. */
async function redriveLanguages(io: Deciding, id: string, head: Head): Promise<void> {
  const { table, queue, clock } = io.ports
  const messages = await languageMessages(table, id, head)
  const works: readonly Key[] = await Promise.all(messages.map((each) => openWork(table, each, clock() + REDRIVE_MS)))
  await Promise.all(messages.map((each, index) => queue.send({ ...each, work: works[index]! })))
}
