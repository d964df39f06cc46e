import { isArticleId } from '@depesche/article/model'
import { keys } from '@depesche/pipeline/keys'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import { getValue } from '@depesche/pipeline/ledger/items'
import { NO_MARK } from '@depesche/pipeline/ledger/mark'
import type { LanguageItem } from '@depesche/pipeline/ledger/shapes'
import { editDeeds, passagesOf, tooLong } from '@depesche/pipeline/passages'
import { planDecision } from '@depesche/pipeline/plan'
import type { Table } from '@depesche/pipeline/ports'
import { decide, Undecidable } from '@depesche/pipeline/steps/decide'
import type { Context } from 'hono'
import { type AskedDeed, type AskedEdit, deedIn } from './deed-in.ts'
import { answer, type DeskDoor } from './desk-door.ts'
import { jsonBody, unknownField } from './json-body.ts'
import { problem } from './problem.ts'
import { faultOfActor } from './said.ts'

interface Asked {
  readonly deed: AskedDeed
  readonly actor: string
  readonly dryRun: boolean
}

/** Takes a decision about an article, or tells with `dryRun` what it would do. */
export async function decision(io: DeskDoor, context: Context): Promise<Response> {
  const { table, clock } = io.ports
  const id = context.req.param('id') ?? ''
  const asked = await askedIn(context, clock())
  if (typeof asked === 'string') return problem(context, 'decision-invalid', asked)
  const deed = asked.deed.kind === 'edit' ? await editIn(io, id, asked.deed) : await withMark(table, id, asked.deed)
  if (deed === undefined) return problem(context, 'not-found', 'No such article, or no translation of it into that language.')
  if (typeof deed === 'string') return problem(context, 'decision-invalid', deed)
  const plan = isArticleId(id) ? await planDecision(table, id, deed, clock()) : undefined
  if (plan === undefined) return problem(context, 'not-found', 'No such article.')
  if (asked.dryRun || plan.idle !== undefined) return answer(context, { plan })
  try {
    return answer(context, { decision: await decide(io, id, deed, asked.actor), plan }, 201)
  } catch (error) {
    if (!(error instanceof Undecidable)) throw error
    return problem(context, 'not-found', error.message)
  }
}

async function askedIn(context: Context, now: number): Promise<Asked | string> {
  const body = await jsonBody(context)
  if (typeof body === 'string') return body
  const unknown = unknownField(body, ['deed', 'actor', 'dryRun'])
  if (unknown !== undefined) return `In the body ${unknown}`
  const { actor = 'desk', dryRun = false } = body
  const fault = faultOfActor(actor)
  if (fault !== undefined) return `"actor": ${fault}.`
  if (typeof dryRun !== 'boolean') return '"dryRun" is true or false.'
  const deed = deedIn(body.deed, now)
  return typeof deed === 'string' ? deed : { deed, actor: (actor as string).trim(), dryRun }
}

/** An edit with the markup of what it replaces; a text: what is wrong with it. */
async function editIn({ ports }: DeskDoor, id: string, { language, mark, passages }: AskedEdit): Promise<Deed | string | undefined> {
  const stands = isArticleId(id) ? await passagesOf(ports, id, language) : undefined
  if (stands === undefined) return undefined
  const unknown = passages.find(({ at }) => at >= stands.passages.length)
  if (unknown) return `There is no passage ${unknown.at}: the article has ${stands.passages.length}, from 0.`
  const deeds = editDeeds(language, stands, new Map(passages.map(({ at, text }) => [at, text.replaceAll(/\s*\n\s*/g, ' ').trim()])))
  const at = tooLong(deeds)
  if (at !== undefined) return `Passage ${at} is too long to be edited: split the paragraph in the source.`
  if (deeds.length > 1) return 'These are more changes than one decision takes: send some of the passages now and the others after it.'
  return { kind: 'edit', language, mark: mark ?? stands.mark, passages: deeds[0]?.passages ?? [] }
}

/** A translation passage by passage, to be read and edited. */
export async function passages(io: DeskDoor, context: Context): Promise<Response> {
  const { id = '', language = '' } = context.req.param() as Readonly<Record<string, string>>
  const stands = isArticleId(id) ? await passagesOf(io.ports, id, language) : undefined
  if (stands === undefined) return problem(context, 'not-found', 'No such article, or no translation of it into that language.')
  return answer(context, stands)
}

/** Without a mark a person means the words that stand now; where there are none, the plan says so. */
async function withMark(table: Table, id: string, deed: Exclude<AskedDeed, AskedEdit>): Promise<Deed> {
  if (deed.kind !== 'approve-language' && deed.kind !== 'reject') return deed
  if (deed.mark !== undefined) return { ...deed, mark: deed.mark }
  const { out } = (await getValue<LanguageItem>(table, keys.language(id, deed.language))) ?? {}
  return { ...deed, mark: out ? { version: out.version, edition: out.edition } : NO_MARK }
}
