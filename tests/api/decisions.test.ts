import type { Decision } from '@depesche/pipeline/ledger/decision'
import type { JournalLine } from '@depesche/pipeline/ledger/journal'
import type { Plan } from '@depesche/pipeline/plan'
import { EngineError } from '@depesche/translation/engine'
import { describe, expect, test } from 'vitest'
import { PRODUCT, testEngine } from '../lib/house.ts'
import { copy, type TestCopy } from '../lib/wire.ts'
import { openDoor } from './door.ts'
import { idOf } from './outlet.ts'

interface Decided {
  readonly status: number
  readonly body: { readonly plan?: Plan; readonly decision?: Decision; readonly type?: string; readonly detail?: string }
}

/** A desk's routes with one article that is out in three languages. */
async function openStory(more: Partial<TestCopy> = {}, products?: Parameters<typeof openDoor>[0]) {
  const door = await openDoor(products)
  const { house, post, put } = door
  await put('sda/a.json', copy({ story: 's', version: 1, headline: 'A bridge', ...more }))
  await house.settle()
  const id = idOf('s')
  const decide = async (deed: object, rest: object = {}) =>
    (await post(`articles/${id}/decisions`, { deed, ...rest })) as unknown as Decided
  const whole = async () => (await door.ask(`/v1/desk/articles/${id}`)).body as unknown as { readonly journal: readonly JournalLine[] }
  const events = async (language: string) => (await house.feed(language)).map(({ event }) => event)
  return { ...door, id, decide, whole, events }
}
const KILL = { kind: 'kill', reason: 'The bridge is not open.' }

describe('POST /v1/desk/articles/{id}/decisions', () => {
  test('kills, tells what it touches, and partners read why', async () => {
    const { house, id, decide, events, whole } = await openStory()
    const { status, body } = await decide(KILL, { actor: 'Anna' })
    expect(status).toBe(201)
    expect(body.decision).toMatchObject({ id, actor: 'Anna', deed: KILL })
    expect(body.plan).toMatchObject({ id, headline: 'A bridge', before: [], after: ['killed'] })
    expect(body.plan?.touches).toContainEqual({ feed: { product: 'all', language: 'fr' }, says: 'created', becomes: 'canceled' })
    // the feeds have not followed yet, and nothing leaves any more
    expect(await house.item('fr', id)).toBe('gone')
    await house.settle()
    expect(await events('fr')).toEqual(['canceled', 'canceled'])
    expect((await house.feed('fr'))[1]?.notice).toMatch(/Reason: The bridge is not open\.$/)
    const { journal } = await whole()
    expect(journal).toContainEqual(expect.objectContaining({ kind: 'version', version: 1 }))
    expect(journal).toContainEqual(expect.objectContaining({ kind: 'decision', actor: 'Anna', deed: KILL }))
    expect(journal.map(({ at }) => at)).toEqual(journal.map(({ at }) => at).toSorted())
  })

  test('edits passages of a translation, which it shows first, and refuses what is none', async () => {
    const { ask, house, id, decide, events, whole } = await openStory({ paragraphs: ['One.', 'Two.'] })
    const shown = (await ask(`/v1/desk/articles/${id}/languages/fr`)).body
    expect(shown).toMatchObject({
      from: 'en',
      mark: { version: 1, edition: 0 },
      passages: [{ at: 0, place: { part: 'headline' }, source: 'A bridge', target: [{ text: 'fr:A bridge' }] }, { at: 1 }, { at: 2 }],
    })
    expect((await ask(`/v1/desk/articles/${id}/languages/en`)).status).toBe(404)
    expect((await ask(`/v1/desk/articles/nothing-here/languages/fr`)).status).toBe(404)
    const { status, body } = await decide({ kind: 'edit', language: 'fr', passages: [{ at: 0, text: 'Un pont' }] }, { actor: 'Anna' })
    expect([status, body.plan?.touches]).toEqual([
      201,
      expect.arrayContaining([{ feed: { product: 'all', language: 'fr' }, says: 'created', becomes: 'updated' }]),
    ])
    await house.settle()
    expect([await events('fr'), await house.item('fr', id)]).toEqual([['superseded', 'updated'], 'Un pont'])
    // the journal tells what was done, not what was written
    expect((await whole()).journal).toContainEqual(
      expect.objectContaining({ actor: 'Anna', deed: expect.objectContaining({ kind: 'edit', passages: [] }) }),
    )
    for (const passages of [
      undefined,
      [],
      'x',
      [{ at: -1, text: 'x' }],
      [{ at: 0, text: ' ' }],
      [{ at: 0, text: 'x'.repeat(4_001) }],
      [{ at: 0, text: 'x', more: 1 }],
      [{ at: 3, text: 'x' }],
      [{ at: 1, text: 'é'.repeat(2_000) }],
    ])
      expect((await decide({ kind: 'edit', language: 'fr', passages })).body, JSON.stringify(passages)?.slice(0, 60)).toMatchObject({
        type: '/problems/decision-invalid',
      })
    expect((await decide({ kind: 'edit', language: 'fr', passages: [{ at: 0, text: 'Un pont' }] })).body.plan?.idle).toBe(
      'nothing was changed',
    )
    expect((await decide({ kind: 'edit', language: 'it', passages: [{ at: 0, text: 'x' }] })).status).toBe(404)
  })

  test('answers a dry run with the plan alone, and nothing has changed', async () => {
    const { house, decide, events, whole } = await openStory()
    const before = await whole()
    const { status, body } = await decide(KILL, { dryRun: true })
    expect([status, Object.keys(body)]).toEqual([200, ['plan']])
    expect(body.plan?.after).toEqual(['killed'])
    await house.settle()
    expect([await events('en'), await whole()]).toEqual([['created'], before])
  })

  test('answers a deed that changes nothing with why, and takes no decision', async () => {
    const { decide, whole } = await openStory()
    const before = await whole()
    for (const deed of [{ kind: 'revive' }, { kind: 'release' }, { kind: 'approve' }, { kind: 'embargo', until: null }]) {
      const { status, body } = await decide(deed)
      expect([status, Object.keys(body)], deed.kind).toEqual([200, ['plan']])
      expect(body.plan?.idle, deed.kind).toMatch(/\w/)
    }
    expect(await whole()).toEqual(before)
  })

  test('takes every kind of deed, one after the other, with "desk" as who decides by default', async () => {
    const { house, decide, events } = await openStory({ withheld: true })
    const take = async (deed: object) => {
      const { status, body } = await decide(deed)
      expect([status, body.decision?.actor], `${JSON.stringify(deed)} ${body.detail}`).toEqual([201, 'desk'])
      await house.settle(0)
      return body.plan
    }
    expect(await take({ kind: 'approve' })).toMatchObject({ before: ['withheld'], after: [] })
    expect(await events('en')).toEqual(['created'])
    expect(await take({ kind: 'hold', reason: 'a call is pending' })).toMatchObject({ after: ['held'] })
    expect(await events('en')).toEqual(['closed'])
    await take({ kind: 'release' })
    expect(await events('en')).toEqual(['superseded', 'updated'])
    expect(await take({ kind: 'embargo', until: '2026-03-03T18:00:00+01:00' })).toMatchObject({ after: ['embargo'] })
    await take({ kind: 'embargo', until: null })
    await take({ kind: 'expire', at: '2026-03-02T09:00:00Z' })
    expect((await events('en')).at(-1)).toBe('removed')
    await take({ kind: 'expire', at: null })
    await take(KILL)
    await take({ kind: 'revive', reason: 'it was the right one' })
    expect((await events('en')).at(-1)).toBe('created')
    await take({ kind: 'reject', language: 'fr', reason: 'it says the opposite' })
    expect((await events('fr')).at(-1)).toBe('removed')
  })

  test('keeps a time in UTC, with its own offset heeded', async () => {
    const { decide } = await openStory()
    const { body } = await decide({ kind: 'embargo', until: '2026-03-03T18:00+01:00' })
    expect(body.decision?.deed).toEqual({ kind: 'embargo', until: '2026-03-03T17:00:00Z' })
  })

  test('approves the words that stand, or those of a mark while they stand', async () => {
    const { house, decide, events } = await openStory({}, [{ ...PRODUCT, person: { languages: ['fr', 'de'] } }])
    expect([await events('fr'), await events('en')]).toEqual([[], ['created']])
    const old = await decide({ kind: 'approve-language', language: 'fr', mark: { version: 1, edition: 7 } })
    expect([old.status, old.body.plan?.idle]).toEqual([200, 'there are newer words in fr by now'])
    const taken = await decide({ kind: 'approve-language', language: 'fr' })
    expect(taken.body.decision?.deed).toEqual({ kind: 'approve-language', language: 'fr', mark: { version: 1, edition: 0 } })
    expect((await decide({ kind: 'approve-language', language: 'de', mark: { version: 1, edition: 0 } })).status).toBe(201)
    await house.settle()
    expect([await events('fr'), await events('de')]).toEqual([['created'], ['created']])
    const none = await decide({ kind: 'approve-language', language: 'es' })
    expect([none.status, none.body.plan?.idle]).toEqual([200, 'there are no words in es yet'])
  })

  test.for([
    ['no deed', {}, /"deed" is an object/],
    ['a list', [], /body is a JSON object/],
    ['no JSON', '{"deed":', /body is a JSON object/],
    ['a long body', 'x'.repeat(20_000), /more than 16384 bytes/],
    ['an unknown kind', { deed: { kind: 'constructor' } }, /"deed.kind" is one of: kill, revive/],
    ['an unknown field', { deed: { kind: 'hold', why: 'x' } }, /no field "why".*reason/],
    ['an unknown field beside', { deed: { kind: 'hold' }, force: true }, /no field "force".*deed, actor, dryRun/],
    ['no reason of a kill', { deed: { kind: 'kill' } }, /"deed.reason" is needed, and partners read it/],
    ['a long reason', { deed: { kind: 'kill', reason: 'ä'.repeat(151) } }, /at most 300 bytes, this one has 302/],
    ['a reason of lines', { deed: { kind: 'hold', reason: 'a\nb' } }, /one line/],
    ['no language', { deed: { kind: 'approve-language' } }, /"deed.language" is a tag/],
    ['a hostile language', { deed: { kind: 'reject', language: '../HEAD' } }, /"deed.language" is a tag/],
    ['a broken mark', { deed: { kind: 'reject', language: 'fr', mark: { version: -1, edition: 0 } } }, /"deed.mark" is/],
    ['no time', { deed: { kind: 'embargo' } }, /"deed.until" is a time with its offset/],
    ['a time without a zone', { deed: { kind: 'embargo', until: '2026-03-03T18:00:00' } }, /"deed.until" is a time with its offset/],
    ['a day that is none', { deed: { kind: 'expire', at: '2026-02-31T18:00:00Z' } }, /"deed.at" is a time/],
    ['an embargo that is past', { deed: { kind: 'embargo', until: '2025-03-03T18:00:00Z' } }, /is past: null lifts/],
    ['an actor without a name', { deed: { kind: 'hold' }, actor: ' ' }, /1 to 80 characters/],
    ['a long actor', { deed: { kind: 'hold' }, actor: 'x'.repeat(81) }, /1 to 80 characters/],
    ['an actor with control characters', { deed: { kind: 'hold' }, actor: 'a\u001b[31m' }, /no control characters/],
    ['a dry run that is neither', { deed: { kind: 'hold' }, dryRun: 'yes' }, /"dryRun" is true or false/],
  ] as const)('refuses %s in plain words, and changes nothing', async ([, body, says]) => {
    const { post, id, whole } = await openStory()
    const before = await whole()
    const answer = (await post(`articles/${id}/decisions`, body)) as unknown as Decided
    expect([answer.status, answer.body.type]).toEqual([400, '/problems/decision-invalid'])
    expect(answer.body.detail).toMatch(says)
    expect(await whole()).toEqual(before)
  })

  test('knows no article of another id, whatever it looks like', async () => {
    const { post } = await openStory()
    for (const id of ['none-0123456789abcdef', '..%2FHEAD', 'A%23x'])
      expect(await post(`articles/${id}/decisions`, { deed: { kind: 'hold' } })).toMatchObject({ status: 404 })
  })
})

describe('what was rejected or has failed', () => {
  test('GET /v1/desk/rejected lists it page by page, and POST …/retry reads it again', async () => {
    const { house, ask, put, post } = await openDoor()
    const uploads: string[] = []
    for (let index = 0; index < 60; index++) {
      house.now += 1_000
      uploads.push(String((await put(`sda/${index}.txt`, new TextEncoder().encode('no copy'))).body.upload))
    }
    await put('sda/good.json', copy({ headline: 'A bridge' }))
    await house.settle()
    const list = async (cursor = '') =>
      (await ask(`/v1/desk/rejected?since=2026-03-01T00:00:00Z${cursor}`)).body as unknown as {
        readonly uploads: readonly { readonly upload: string }[]
        readonly next?: string
      }
    const first = await list()
    expect(first.uploads[0]).toMatchObject({
      name: '59.txt',
      desk: 'sda',
      rejected: { rule: 'not-json', reason: '59.txt is not of the test wire', remedy: 'send JSON' },
    })
    const second = await list(`&cursor=${encodeURIComponent(first.next ?? '')}`)
    expect([...first.uploads, ...second.uploads].map(({ upload }) => upload)).toEqual(uploads.toReversed())
    expect(second.next).toBeUndefined()
    expect((await ask('/v1/desk/rejected')).status).toBe(400)

    const [one = ''] = uploads
    expect(await post(`uploads/${one}/retry`, '')).toMatchObject({ status: 202, body: { upload: one, retried: true } })
    expect(await post(`uploads/${one}/retry`, '')).toMatchObject({ status: 200, body: { retried: false } })
    expect((await ask(`/v1/desk/uploads/${one}`)).body).toMatchObject({ upload: { state: 'received' } })
    await house.settle()
    expect((await ask(`/v1/desk/uploads/${one}`)).body).toMatchObject({ upload: { state: 'rejected' } })
    for (const unknown of ['0'.repeat(32), 'x', '..%2Fx']) expect(await post(`uploads/${unknown}/retry`, '')).toMatchObject({ status: 404 })
  })

  test('POST /v1/desk/redrive sets failed languages going again: of one article, or of all', async () => {
    const { house, put, post } = await openDoor()
    house.engines = [testEngine({ fails: ({ to }) => (to === 'en' ? undefined : new EngineError('refused', 'no', false)) })]
    for (const story of ['s', 't']) await put(`sda/${story}.json`, copy({ story, version: 1, headline: story }))
    await house.settle()
    house.engines = [testEngine()]
    const languages = ['de', 'fr']
    expect(await post('redrive', { id: idOf('s') })).toMatchObject({ status: 202, body: { articles: [{ id: idOf('s'), languages }] } })
    expect((await post('redrive', '')).body).toEqual({ articles: [{ id: idOf('t'), languages }] })
    expect((await post('redrive', {})).body).toEqual({ articles: [] })
    await house.settle()
    expect((await house.feed('fr')).map(({ headline }) => headline).toSorted()).toEqual(['fr:s', 'fr:t'])
    expect(await post('redrive', { id: 'none' })).toMatchObject({ status: 404 })
    for (const wrong of [{ id: 'A#x' }, { id: 1 }, { ids: [] }, [], { cursor: 'x' }])
      expect((await post('redrive', wrong)).status).toBe(400)
  })
})
