import { partnerOf } from '@depesche/pipeline/ledger/partners'
import { describe, expect, test } from 'vitest'
import { openDoor } from './door.ts'

async function openOffice() {
  const { house, ask } = await openDoor()
  const post = (path: string, body: object) => ask(`/v1/desk/${path}`, { method: 'POST', body: JSON.stringify(body) })
  const change = (deed: object, name = 'outlet') => post(`partners/${name}/changes`, { deed, actor: 'Anna' })
  const opens = async (key: unknown) => (await partnerOf(house.twin.ports.table, String(key), house.now))?.name
  return { house, ask, post, change, opens }
}

describe('the desk’s routes for partners', () => {
  test('add, show, change and list them, and never show a key again', async () => {
    const { house, ask, post, change, opens } = await openOffice()
    const covered = { product: 'all', languages: ['fr'], from: '2026-01-01T00:00:00+01:00', lookbackDays: 30 }
    const { status, body } = await post('partners', { name: 'outlet', entitlements: [covered], actor: 'Anna' })
    expect([status, await opens(body.key)]).toEqual([201, 'outlet'])
    const kept = { ...covered, from: '2025-12-31T23:00:00Z' }
    const first = {
      name: 'outlet',
      entitlements: [kept],
      perMinute: null,
      suspended: null,
      keys: [{ id: expect.stringMatching(/^[0-9a-f]{8}$/) }],
    }
    expect((await ask('/v1/desk/partners/outlet')).body).toMatchObject(first)
    expect((await change({ kind: 'limit', perMinute: 60 })).body).toMatchObject({ ...first, perMinute: 60 })
    expect((await change({ kind: 'suspend', reason: 'It does not pay.' })).body).toMatchObject({
      suspended: { reason: 'It does not pay.' },
    })
    expect((await change({ kind: 'resume' })).body).toMatchObject({ suspended: null })
    expect((await change({ kind: 'entitle', entitlements: [{ product: 'all' }] })).body).toMatchObject({
      entitlements: [{ product: 'all' }],
    })
    const { body: rotated } = await change({ kind: 'rotate-key', graceDays: 1 })
    expect([await opens(body.key), await opens(rotated.key)]).toEqual(['outlet', 'outlet'])
    house.now += 86_400_000
    expect([await opens(body.key), await opens(rotated.key)]).toEqual([undefined, 'outlet'])
    const { body: all } = await ask('/v1/desk/partners')
    expect(all).toMatchObject({ partners: [{ name: 'outlet', keys: [{}] }] })
    expect(JSON.stringify(all)).not.toMatch(/depesche_|[0-9a-f]{20}/)
  })

  test('refuse in words what is none, and change nothing', async () => {
    const { ask, post, change } = await openOffice()
    await post('partners', { name: 'outlet', products: ['all'] })
    const { body: before } = await ask('/v1/desk/partners/outlet')
    const wrong: readonly (readonly [object, RegExp])[] = [
      [{}, /deed.kind/],
      [{ kind: 'add', hash: 'x' }, /deed.kind/],
      [{ kind: 'suspend', why: 'x' }, /no field "why"/],
      [{ kind: 'limit', perMinute: 0 }, /perMinute/],
      [{ kind: 'rotate-key', graceDays: 91 }, /graceDays/],
      [{ kind: 'entitle', entitlements: [] }, /entitlements/],
      [{ kind: 'entitle', entitlements: [{ product: 'none' }] }, /"product" is one of: all/],
      [{ kind: 'entitle', entitlements: [{ product: 'all', languages: ['xx'] }] }, /languages/],
      [{ kind: 'entitle', entitlements: [{ product: 'all', from: '2026-01-01' }] }, /"from"/],
      [{ kind: 'entitle', entitlements: [{ product: 'all', from: '2026-01-02T00:00Z', until: '2026-01-01T00:00Z' }] }, /comes after/],
      [{ kind: 'entitle', entitlements: [{ product: 'all', lookbackDays: 0.5 }] }, /lookbackDays/],
    ]
    for (const [deed, detail] of wrong)
      expect(await change(deed)).toMatchObject({
        status: 400,
        body: { type: '/problems/partner-invalid', detail: expect.stringMatching(detail) },
      })
    expect(await change({ kind: 'resume' })).toMatchObject({ status: 409, body: { detail: 'outlet is not suspended.' } })
    expect(await post('partners', { name: 'outlet', products: ['all'] })).toMatchObject({ status: 409 })
    expect((await change({ kind: 'resume' }, 'nobody')).status).toBe(404)
    expect((await ask('/v1/desk/partners/N%23x')).status).toBe(404)
    expect((await ask('/v1/desk/partners/outlet')).body).toEqual(before)
  })
})
