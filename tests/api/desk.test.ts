import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { partnerOf } from '@depesche/pipeline/ledger/partners'
import { reserve } from '@depesche/pipeline/ledger/spend'
import { describe, expect, test } from 'vitest'
import { givePartner } from '../lib/partner.ts'
import { copy } from '../lib/wire.ts'
import { KEY, openDoor } from './door.ts'

const story = (number = 1, headline = 'A bridge') => copy({ story: 's', version: number, headline })

describe('the desk routes', () => {
  test('give the translation memory page by page, and take entries into it', async () => {
    const { house, ask, post } = await openDoor()
    const entry = (number: number) => ({
      from: 'de',
      to: 'fr',
      source: [{ text: `Satz ${number}.` }],
      target: [{ text: 'Phrase ' }, { text: `${number}.`, marks: [{ kind: 'strong' }] }],
      notes: [],
      maker: number % 2 === 0 ? 'tmx' : `amazon#${'a'.repeat(16)}`,
      at: house.now,
    })
    const numberOf = ({ source }: { readonly source: readonly { readonly text: string }[] }) =>
      Number(/\d+/.exec(source[0]?.text ?? '')?.[0])
    const all = Array.from({ length: 130 }, (_, number) => entry(number))
    const long = { ...entry(1000), target: [{ text: 'x'.repeat(5000) }] }
    expect((await post('memory', { entries: [...all.slice(0, 99), long] })).body).toEqual({
      kept: [...Array(99).fill(true), false],
    })
    await post('memory', { entries: all.slice(99) })
    const first = (await ask('/v1/desk/memory')).body as unknown as {
      readonly entries: readonly { readonly source: readonly { readonly text: string }[] }[]
      readonly next: string
    }
    const second = (await ask(`/v1/desk/memory?after=${encodeURIComponent(first.next)}`)).body as unknown as {
      readonly entries: readonly { readonly source: readonly { readonly text: string }[] }[]
    }
    expect([first.entries.length, second.entries.length, 'next' in second]).toEqual([100, 30, false])
    const found = [...first.entries, ...second.entries].toSorted((one, other) => numberOf(one) - numberOf(other))
    const imported = [{ rule: 'imported-words', level: 'info', reason: expect.any(String), place: {} }]
    expect(found).toEqual(all.map((each) => ({ ...each, notes: each.maker === 'tmx' ? imported : [] })))
    for (const bad of [
      {},
      { entries: [] },
      { entries: [{ ...entry(1), maker: 'nobody' }] },
      { entries: [{ ...entry(1), source: [{ text: 'a', marks: [{ kind: 'script' }] }] }] },
      { entries: [{ ...entry(1), from: '../' }] },
      { entries: [{ ...entry(1), more: 1 }] },
      { entries: Array(101).fill(entry(1)) },
    ])
      expect((await post('memory', bad)).body).toMatchObject({ type: '/problems/memory-invalid', status: 400 })
    expect((await ask('/v1/desk/memory?after=2026-11:../x')).body).toMatchObject({ type: '/problems/cursor-invalid' })
  })

  test('take an upload, tell its state, and show the article whole, the board and the feed', async () => {
    const { house, ask, put } = await openDoor()
    const { status, body } = await put('sda/a%20b.json', story())
    expect([status, body]).toEqual([202, { upload: expect.stringMatching(/^[0-9a-f]{32}$/), known: false }])
    expect((await ask(`/v1/desk/uploads/${body.upload}`)).body).toMatchObject({ upload: { name: 'a b.json', state: 'received' } })
    await house.settle()
    const { upload } = (await ask(`/v1/desk/uploads/${body.upload}`)).body as unknown as {
      readonly upload: { readonly assigned: { readonly id: string } }
    }
    expect(upload).toMatchObject({ state: 'normalized', assigned: { version: 1 } })
    const article = await ask(`/v1/desk/articles/${upload.assigned.id}`)
    expect(article.body).toMatchObject({ survey: { head: { version: 1 } }, entries: { 'all/en': { event: 'created' } } })
    expect((await ask('/v1/desk/board?since=2026-03-01T00:00:00Z')).body).toMatchObject({ rows: [{ upload: { name: 'a b.json' } }] })
    expect((await ask('/v1/desk/feeds/all/fr')).body).toMatchObject({ entries: [{ item: { language: 'fr' } }] })
    expect((await ask('/v1/desk/feeds')).body).toMatchObject({ products: [{ name: 'all' }] })
  })

  test('take the same upload once by its idempotency key, and without one each time', async () => {
    const { house, put } = await openDoor()
    const [first, second] = [
      await put('sda/a.json', story(), { 'idempotency-key': 'k1' }),
      await put('sda/a.json', story(), { 'idempotency-key': 'k1' }),
    ]
    expect([first.body.known, second.body.known, second.body.upload]).toEqual([false, true, first.body.upload])
    const [third, fourth] = [await put('sda/a.json', story()), await put('sda/a.json', story())]
    expect(new Set([first, third, fourth].map(({ body }) => body.upload)).size).toBe(3)
    await house.settle()
    expect(await house.feed('en')).toHaveLength(1)
  })

  test('carry the wishes of the desk', async () => {
    const { house, ask, put } = await openDoor()
    await put('sda/a.json?id=my-story', copy({ headline: 'One' }))
    house.now += 1_000
    await put('sda/b.json?id=my-story', copy({ headline: 'Two' }))
    await house.settle()
    const rows = (await ask('/v1/desk/board?since=2026-03-01T00:00:00Z')).body.rows as unknown as {
      readonly upload: { readonly assigned: object }
    }[]
    expect(rows.map(({ upload }) => upload.assigned)).toMatchObject([{ version: 2 }, { version: 1 }])
  })

  test('carry why an upload corrects to the feed of its partners', async () => {
    const { house, ask, put } = await openDoor()
    await put('sda/a.json', story(1))
    await house.settle()
    const update = copy({ story: 's', version: 2, headline: 'A bridge', paragraphs: ['It has 3 arches.'], instruction: 'update' })
    await put('sda/b.json?reason=The%20bridge%20has%203%20arches%2C%20not%204.', update)
    await house.settle()
    const { entries } = (await ask('/v1/desk/feeds/all/en')).body as unknown as { readonly entries: readonly object[] }
    expect(entries.at(-1)).toMatchObject({
      event: 'updated',
      correction: { kind: 'update', reason: 'The bridge has 3 arches, not 4.' },
    })
  })

  test.for([
    ['an unknown desk', 'nobody/a.json', story(), {}, 404],
    ['no name', 'sda/%2F', story(), {}, 400],
    ['nothing', 'sda/a.json', new Uint8Array(), {}, 400],
    ['too much', 'sda/a.json', new Uint8Array(2_001), {}, 413],
    ['two wishes', 'sda/a.json?id=x&replaces=y-0123456789abcdef', story(), {}, 400],
    ['an id that is none', 'sda/a.json?replaces=../../HEAD', story(), {}, 400],
    ['a reason of several lines', 'sda/a.json?reason=a%0Ab', story(), {}, 400],
    ['a reason without words', 'sda/a.json?reason=%20', story(), {}, 400],
    ['a reason that no feed has room for', `sda/a.json?reason=${'%C3%A4'.repeat(151)}`, story(), {}, 400],
    ['a broken idempotency key', 'sda/a.json', story(), { 'idempotency-key': 'a b' }, 400],
  ] as const)('refuse an upload with %s, and keep nothing of it', async ([, path, bytes, headers, status]) => {
    const { house, put } = await openDoor()
    expect((await put(path, bytes, headers)).status).toBe(status)
    expect(await house.twin.ports.documents.list('', '', 10)).toEqual([])
  })

  test('keep a name that tries to climb out inside the desk', async () => {
    const { ask, put } = await openDoor()
    const { body } = await put('sda/..%2F..%2Fweb%2Fx.json', story())
    expect((await ask(`/v1/desk/uploads/${body.upload}`)).body).toMatchObject({ upload: { desk: 'sda', key: 'sda/x.json' } })
  })

  test('open to the desk key alone: no key, another one and a partner key are told the same', async () => {
    const { house, ask } = await openDoor()
    const partner = newPartnerKey()
    await givePartner(house.twin.ports.table, partner, 'outlet', ['all'])
    const paths = ['uploads/0123', 'board?since=2026-03-01T00:00:00Z', 'articles/x', 'feeds', 'feeds/all/en', 'cost', 'no-such-thing']
    for (const path of paths)
      for (const key of ['', 'wrong', partner, `${KEY}x`]) {
        const { status, body } = await ask(`/v1/desk/${path}`, {}, key)
        expect([status, body.type]).toEqual([401, '/problems/unauthorized'])
      }
  })

  test('page the board without losing or repeating a line, over days', async () => {
    const { house, ask, put } = await openDoor()
    const names: string[] = []
    for (let index = 0; index < 130; index++) {
      house.now += index % 50 === 0 ? 86_400_000 : index % 3 === 0 ? 0 : 1_000
      names.push(`${index}.json`)
      await put(`sda/${index}.json`, story(1, `Story ${index}`))
    }
    const seen: string[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const { body } = await ask(`/v1/desk/board?since=2026-03-01T00:00:00Z${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      seen.push(...(body.rows as unknown as { readonly upload: { readonly name: string } }[]).map(({ upload }) => upload.name))
      cursor = body.next as string | undefined
      pages++
    } while (cursor !== undefined)
    expect(pages).toBe(3)
    expect(seen.toSorted()).toEqual(names.toSorted())
    // newest first; two of the same millisecond in either order
    expect(['128.json', '129.json']).toContain(seen[0])
    expect((await ask('/v1/desk/board?since=yesterday')).status).toBe(400)
    expect((await ask('/v1/desk/board?since=2026-03-01T00:00:00Z&cursor=B%23x')).status).toBe(400)
  })

  test('make a partner key that opens those products alone, told once and kept as a hash', async () => {
    const { house, ask } = await openDoor()
    const add = (body: object) => ask('/v1/desk/partners', { method: 'POST', body: JSON.stringify(body) })
    const { status, body } = await add({ name: 'outlet', products: ['all', 'all'] })
    expect(status).toBe(201)
    const made = await partnerOf(house.twin.ports.table, String(body.key), house.now)
    expect([made?.name, made?.entitlements.value]).toEqual(['outlet', [{ product: 'all' }]])
    for (const wrong of [
      {},
      { name: 'outlet' },
      { name: 'Out Let', products: ['all'] },
      { name: 'outlet', products: ['none'] },
      { name: 'x', products: 'all' },
    ])
      expect((await add(wrong)).status).toBe(400)
  })

  test('tell what was spent by month and day, and the ceilings', async () => {
    const { house, ask } = await openDoor()
    await reserve(house.twin.ports.table, 'amazon', 700, { day: 1_000, month: 9_000 }, house.now)
    expect((await ask('/v1/desk/cost?months=2')).body).toEqual({
      engines: [
        {
          engine: 'amazon',
          ceiling: { day: 1_000, month: 9_000 },
          months: { '2026-03': { month: 700, days: { '2026-03-02': 700 } }, '2026-02': { month: 0, days: {} } },
        },
      ],
    })
    expect((await ask('/v1/desk/cost?months=0')).status).toBe(400)
  })
})
