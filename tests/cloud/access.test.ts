/**
 * `access.ts` against what the functions' code does with its ports: the pipeline, the doors and the clock run over ports
 * narrowed to each function's access (so nothing is missing), and every grant is seen to be used (so nothing is too much).
 */
import { deskApi } from '@depesche/api/desk-api'
import { partnerApi } from '@depesche/api/partner-api'
import { partnerDoor } from '@depesche/api/partner-door'
import { articleId } from '@depesche/article/model'
import { type Access, access, type FunctionName, functionNames, type QueueName } from '@depesche/cloud/access'
import { gauges } from '@depesche/cloud/gauges'
import { sweep } from '@depesche/cloud/sweep'
import { createExits } from '@depesche/pipeline/exits'
import { keys } from '@depesche/pipeline/keys'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import type { Head } from '@depesche/pipeline/ledger/head'
import { getValue } from '@depesche/pipeline/ledger/items'
import type { PartnerChange, PartnerDeed } from '@depesche/pipeline/ledger/partner-deed'
import { newPartnerKey, partnerKeyHash } from '@depesche/pipeline/ledger/partner-key'
import { getPartner } from '@depesche/pipeline/ledger/partners'
import type { LanguageItem } from '@depesche/pipeline/ledger/shapes'
import { webhookSecret } from '@depesche/pipeline/ledger/webhook-secret'
import { openWork, openWorks, tick } from '@depesche/pipeline/ledger/work'
import { MemoryInbox } from '@depesche/pipeline/memory/inbox'
import { perform, type Stations } from '@depesche/pipeline/perform'
import type { Message, Ports, Station } from '@depesche/pipeline/ports'
import { decide } from '@depesche/pipeline/steps/decide'
import { configure } from '@depesche/pipeline/steps/reapply'
import { receive } from '@depesche/pipeline/steps/receive'
import { surveyUploads } from '@depesche/pipeline/survey'
import { wakeFollowers } from '@depesche/pipeline/wake-followers'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import type { Product } from '@depesche/syndication/product'
import { EngineError, type Job } from '@depesche/translation/engine'
import { expect, test } from 'vitest'
import { DESK, memoryTwin, OTHER_DESK, PRODUCT, testEngine } from '../lib/house.ts'
import { givePartner } from '../lib/partner.ts'
import { Receiver } from '../lib/receiver.ts'
import { copies, copy, openTestCopy, type TestCopy } from '../lib/wire.ts'
import { grantsOf, losing, portsFor } from './noted-ports.ts'

const desks = [DESK, OTHER_DESK]
const observe = () => {}
const secretOf = (partner: string, number: number) => webhookSecret('k'.repeat(32), partner, number)
const idOf = (story: string) => articleId(DESK.name, { scheme: 'desk', value: story, number: story })

/** The whole stack over noted ports, driven step by step. */
function openStack() {
  let now = Date.parse('2026-03-02T10:00:00Z')
  const memory = memoryTwin(() => now)
  const twin = { ...memory, ports: { ...memory.ports, table: losing(memory.ports.table) } }
  const inbox = new MemoryInbox()
  const used = new Set<string>()
  const of = (name: FunctionName) => portsFor(name, twin, inbox, used)
  const limits = { ceiling: { day: 0, month: 0 }, throttled: 3 }
  const fails = ({ to, segments }: Job) => {
    if (JSON.stringify(segments).includes('Refused') && to === 'de') return new EngineError('refused', 'not this one', false)
    return limits.throttled-- > 0 ? new EngineError('busy', 'later', true) : undefined
  }
  const receiver = new Receiver()
  const paid = Object.assign(testEngine({ fails }), { name: 'amazon', billed: () => 10 })
  const stationOf = (name: Station): Stations => ({
    ports: of(name),
    desks,
    read: openTestCopy,
    engines: () => [withPersonWords(withMemory(withinCeiling(paid, of('translate'), limits.ceiling), of('translate')), of('translate'))],
    embargoed: () => 'wait',
    observe,
    wake: (feeds) => wakeFollowers(of('syndicate'), feeds),
    delivering: {
      ports: of('deliver'),
      exits: createExits(of('deliver')),
      sender: receiver,
      secretOf,
      publicUrl: 'https://wire.example',
      observe,
    },
  })
  const settle = async () => {
    for (let message = await twin.take(); message !== undefined; message = await twin.take())
      await perform(stationOf(message.station), message)
  }
  const beat = async () => {
    now += 61_000
    await tick(of('tick'), 120_000)
    const resend = async () => void used.add('tick: send receive')
    await sweep({ ...of('tick'), desks, resend })
    await gauges(of('tick'))
    await settle()
  }
  const drop = async (key: string, bytes: Uint8Array | TestCopy) => {
    const dropped = inbox.drop(key, bytes instanceof Uint8Array ? bytes : copy(bytes))
    for (let twice = 0; twice < 2; twice++) await receive({ ports: of('receive'), inbox: of('receive').inbox, desks, observe }, dropped)
  }
  return {
    memory,
    of,
    used,
    inbox,
    limits,
    receiver,
    settle,
    beat,
    drop,
    now: () => now,
    later: (ms: number) => new Date(now + ms).toISOString(),
  }
}
type Stack = ReturnType<typeof openStack>

test('access.ts names what each function does with its ports: nothing is missing, and nothing is too much', async () => {
  const stack = openStack()
  await configure(stack.of('normalize'), [PRODUCT], 1)
  await uploads(stack)
  await messagesLost(stack)
  await wordsLost(stack)
  await configurations(stack)
  await doors(stack)
  await decisionsCutShort(stack)
  await notices(stack)
  for (const name of functionNames) {
    const mine = [...stack.used].filter((use) => use.startsWith(`${name}: `)).map((use) => use.slice(name.length + 2))
    expect({ [name]: mine.toSorted() }).toEqual({ [name]: grantsOf(access[name]).toSorted() })
  }
})

/** Versions, names, a text that cannot be read, one that was left behind, embargo and expiry; engines that wait and fail. */
async function uploads({ drop, settle, beat, inbox, limits, later }: Stack): Promise<void> {
  await drop('sda/a.json', { story: 's', version: 1, headline: 'One' })
  await drop('sda/b.json', new TextEncoder().encode('no story at all'))
  await drop('sda/d.json', copies([{ story: 'd', version: 1, headline: 'In one' }, 'with what is none']))
  await drop('web/c.json', { headline: 'Without identity', paragraphs: ['The same text.'] })
  await drop('sda/r.json', { story: 'r', version: 1, headline: 'Refused' })
  await drop('sda/e.json', { story: 'e', version: 1, headline: 'Later', embargo: { until: later(90_000) }, expires: later(600_000) })
  await settle()
  await drop('web/c.json', { headline: 'Without identity', paragraphs: ['The same text.', 'And more of it.'] })
  await drop('sda/a.json', { story: 's', version: 2, headline: 'Two' })
  inbox.drop('sda/left.json', copy({ headline: 'Left behind' }))
  await settle()
  limits.ceiling = { day: 1e9, month: 1e9 }
  for (let beats = 0; beats < 20; beats++) await beat()
}

/** The clock sends to stations again when a message was lost. */
async function messagesLost({ memory, beat }: Stack): Promise<void> {
  const lost: readonly Message[] = [
    { station: 'normalize', cause: 'lost-n' },
    { station: 'translate', cause: 'lost-t' },
    { station: 'syndicate', cause: 'lost-s' },
    { station: 'deliver', cause: 'lost-d', follow: { partner: 'nobody' } },
  ]
  for (const message of lost)
    await memory.ports.table.put({ partition: 'O#0', sort: `000000000001#${message.cause}` }, { message, sent: 0 }, { rev: 0, by: 'x' })
  await beat()
}

/** The words of a language were kept, and the ledger does not know: a crash was between, or an older backup. */
async function wordsLost({ memory, settle }: Stack): Promise<void> {
  const { table, queue } = memory.ports
  const [id, version, language] = [idOf('s'), 2, 'fr']
  const key = keys.language(id, language)
  const lost = await table.get(key)
  await table.delete(key, lost?.rev ?? 0)
  await queue.send({ station: 'translate', cause: 'again', id, version, language })
  await settle()
  expect((await getValue<LanguageItem>(table, key))?.out).toEqual({
    ...(lost?.value as LanguageItem | undefined)?.out,
    // what they cost, and how long they took, only who bought them knows
    characters: undefined,
    milliseconds: 0,
  })
}

/** Changes of a partner whose function was killed are carried out from their open work. */
async function changesCutShort({ table, queue }: Omit<Ports, 'inbox'>, settle: Stack['settle']): Promise<void> {
  const hash = partnerKeyHash(newPartnerKey())
  const webhook = { url: 'https://cut-short.example', since: '2026-03-02T10:00:00.000Z', run: 'r' }
  const deeds: readonly PartnerDeed[] = [
    { kind: 'add', entitlements: [{ product: 'all' }], hash },
    { kind: 'webhook', webhook, signed: true },
  ]
  for (const [index, deed] of deeds.entries()) {
    const number = 1_772_445_600_000 + index
    const change = `c${index}`
    const partner: PartnerChange = { change, partner: 'cut-short', actor: 'x', at: '2026-03-02T10:00:00.000Z', number, deed }
    const message: Message = { station: 'normalize', cause: `partner-${change}`, partner: change }
    const work = await openWork(table, message, number, { partner })
    await queue.send({ ...message, work })
    await settle()
    expect(await table.get(work)).toBeUndefined()
  }
  expect(await getPartner(table, 'cut-short')).toMatchObject({ name: 'cut-short', webhook: { value: webhook } })
}

/** Another product each time, from either function that starts with them, and what came before is brought in step. */
async function configurations({ of, beat, settle }: Stack): Promise<void> {
  const more = (title: string): Product => ({ ...PRODUCT, title, languages: [...PRODUCT.languages, 'it'] })
  for (let revision = 2; revision < 8; revision++) {
    expect(await configure(of(revision % 2 ? 'tick' : 'normalize'), [more(`All ${revision}`)], revision)).toEqual({ changed: ['all'] })
    await settle()
    await beat()
  }
  expect(await configure(of('tick'), [PRODUCT], 2)).toBe('outdated')
}

const DEEDS: readonly { readonly deed: object; readonly on: string }[] = [
  { on: 's', deed: { kind: 'approve-language', language: 'fr' } },
  { on: 's', deed: { kind: 'edit', language: 'fr', passages: [{ at: 0, text: 'Deux' }] } },
  { on: 's', deed: { kind: 'reject', language: 'de' } },
  { on: 's', deed: { kind: 'hold' } },
  { on: 's', deed: { kind: 'release' } },
  { on: 's', deed: { kind: 'kill', reason: 'It is wrong.' } },
  { on: 's', deed: { kind: 'revive' } },
  { on: 's', deed: { kind: 'embargo', until: '2026-03-03T10:00:00Z' } },
  { on: 's', deed: { kind: 'embargo', until: null } },
  { on: 's', deed: { kind: 'expire', at: '2026-03-03T10:00:00Z' } },
  { on: 'w', deed: { kind: 'approve' } },
]

/** What partners and desks ask for over HTTP. */
async function doors({ of, memory, limits, receiver, beat, drop, settle }: Stack): Promise<void> {
  const key = newPartnerKey()
  await givePartner(memory.ports.table, key, 'outlet', ['all'])
  const partners = partnerApi({
    exits: createExits(of('api')),
    ...partnerDoor({ table: of('api').table, clock: () => Date.parse('2026-03-02T12:00:00Z'), onError: fail }),
  })
  const ports = of('desk')
  const ceilings = { amazon: limits.ceiling }
  const exits = createExits(ports)
  const webhooks = { sender: receiver, secretOf }
  const desk = deskApi({ ports, exits, desks, ceilings, isDeskKey: () => true, maxBytes: 1e6, webhooks, observe, onError: fail })
  const ask = async (app: typeof partners | typeof desk, path: string, init: RequestInit = {}, status = 200) => {
    const request = new Request(`http://x.test/v1/${path}`, { ...init, headers: { authorization: `Bearer ${key}` } })
    const response = await app.fetch(request)
    const body = (await response.json()) as Record<string, never>
    expect([path, response.status, body]).toEqual([path, status, body])
    return body
  }
  const post = (path: string, body: object, status = 201) =>
    ask(desk, `desk/${path}`, { method: 'POST', body: JSON.stringify(body) }, status)

  await ask(partners, 'feeds')
  const { next } = await ask(partners, 'feeds/all/fr')
  await ask(partners, `feeds/all/fr?after=${next}`)
  await ask(partners, `feeds/all/fr/items/${idOf('s')}`)
  await ask(partners, `feeds/all/fr/items/${idOf('s')}/history`)
  const put = { method: 'PUT', body: Buffer.from(copy({ headline: 'From afar' })) }
  const { upload } = await ask(desk, 'desk/uploads/sda/x.json', put, 202)
  for (const path of [`uploads/${upload}`, 'board?since=2026-03-01T00:00:00Z', `articles/${idOf('s')}`, 'feeds', 'feeds/all/fr', 'cost'])
    await ask(desk, `desk/${path}`)
  const { entries } = await ask(desk, 'desk/memory')
  expect(await post('memory', { entries }, 200)).toEqual({ kept: (entries as unknown as readonly object[]).map(() => true) })
  for (let index = 0; index < 5; index++) await post('partners', { name: `outlet-${index}`, products: ['all'] })
  await post('partners/outlet-1/changes', { deed: { kind: 'rotate-key' } })
  await changesCutShort(memory.ports, settle)
  const hook = (method: string, path: string, body: object, status: number) =>
    ask(desk, `desk/partners/outlet-1/webhook${path}`, { method, body: JSON.stringify(body) }, status)
  await hook('PUT', '', { url: 'https://outlet.example', from: 'start' }, 201)
  await settle()
  expect(receiver.copies.get(`fr/${idOf('s')}`)).toBe('fr:Two')
  await hook('PUT', '', { url: 'https://outlet.example/moved' }, 201)
  await hook('POST', '/secret', { graceDays: 1 }, 201)
  expect((await hook('POST', '/test', {}, 200)).delivered).toEqual({ kind: 'answered', status: 204 })
  await hook('POST', '/resume', {}, 200)
  for (const path of ['partners', 'partners/outlet-1']) await ask(desk, `desk/${path}`)
  const { receipts } = await ask(desk, `desk/articles/${idOf('s')}/receipts?entries=all`)
  expect(JSON.stringify(receipts)).toContain('"confirmed":{"at":"2026-03-02T12:00:00.000Z","by":"pull"}')
  for (let index = 0; index < 3; index++) await ask(desk, 'desk/uploads/sda/x.json', put, 202)

  await drop('sda/w.json', { story: 'w', version: 1, headline: 'Withheld', withheld: true })
  await settle()
  for (const { on, deed } of DEEDS) {
    await post(`articles/${idOf(on)}/decisions`, { deed })
    await settle()
  }
  const { uploads: refused } = await ask(desk, 'desk/rejected?since=2026-03-01T00:00:00Z')
  const ids = (refused as unknown as readonly { readonly upload: string }[]).map((each) => each.upload)
  expect(ids).toHaveLength(2)
  for (const each of ids) await post(`uploads/${each}/retry`, {}, 202)
  for (let index = 0; index < 3; index++) {
    expect(await post('redrive', { id: idOf('r') }, 202)).toEqual({ articles: [{ id: idOf('r'), languages: ['de'] }] })
    await settle()
  }
  await post('redrive', {}, 202)
  await beat()
  receiver.answer = () => ({ kind: 'answered', status: 503 })
  await drop('sda/p.json', { story: 'p', version: 1, headline: 'Pushed' })
  for (let beats = 0; beats < 3; beats++) await beat()
  receiver.answer = () => ({ kind: 'answered', status: 200 })
  for (let beats = 0; beats < 3; beats++) await beat()
  expect(receiver.copies.get(`fr/${idOf('p')}`)).toBe('fr:Pushed')
  await hook('DELETE', '', {}, 200)
  await beat()
}

/** The desk's function dies before a decision stands anywhere but in its open work: the clock has it carried out. */
async function decisionsCutShort({ of, memory, beat }: Stack): Promise<void> {
  const { table } = memory.ports
  const id = idOf('r')
  const out = async () => (await getValue<LanguageItem>(table, keys.language(id, 'fr')))?.out
  const deeds: readonly Deed[] = [
    { kind: 'approve-language', language: 'fr', mark: { version: 1, edition: 0 } },
    { kind: 'edit', language: 'fr', mark: { version: 1, edition: 1 }, passages: [{ at: 0, spans: [{ text: 'Un' }] }] },
    { kind: 'kill', reason: 'It is wrong.' },
    { kind: 'revive' },
  ]
  expect(await out()).toMatchObject({ version: 1, edition: 0 })
  for (const deed of deeds) {
    const documents: Ports['documents'] = { ...of('desk').documents, put: () => Promise.reject(new Error('killed')) }
    await expect(decide({ ports: { ...of('desk'), documents }, observe }, id, deed, 'Anna')).rejects.toThrow('killed')
    await beat()
    await beat()
  }
  expect(await out()).toMatchObject({ version: 1, edition: 2, approved: { edited: true } })
  expect((await getValue<Head>(table, keys.head(id)))?.lift).toBe(2)
  const open = await Array.fromAsync(openWorks(table))
  expect(open.filter(({ value }) => value.decision)).toEqual([])
}

/** A notice that quotes a headline, and one that names nobody's. */
async function notices({ memory, drop, settle, now }: Stack): Promise<void> {
  const notice = (headline: string): TestCopy => ({
    headline: 'Withdrawn',
    notice: { kind: 'kill', ids: [], identities: [], headlines: [headline] },
    doubt: 'kill-without-identity',
  })
  await drop('sda/n.json', notice('Two'))
  await drop('sda/m.json', notice('Nothing of the kind'))
  await settle()
  const known = await Array.fromAsync(surveyUploads(memory.ports.table, new Date(now()), 3))
  expect(known.filter(({ decided }) => decided).map(({ name }) => name)).toEqual(['n.json'])
  expect((await getValue<Head>(memory.ports.table, keys.head(idOf('s'))))?.killed.value).toBe(true)
}

function fail(error: unknown): never {
  throw error
}

/** Every queue that somebody feeds from is one that somebody sends to. */
test('every station is fed by somebody', () => {
  const sent = new Set<QueueName>(functionNames.flatMap((name) => [...access[name].send]))
  for (const name of functionNames) {
    const may: Access = access[name]
    if (may.fedBy) expect(sent).toContain(may.fedBy)
  }
})
