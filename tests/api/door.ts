import { deskApi } from '@depesche/api/desk-api'
import { deskKeyHash, isDeskKey } from '@depesche/api/desk-key'
import type { Product } from '@depesche/syndication/product'
import { DESK, House, memoryTwin, OTHER_DESK } from '../lib/house.ts'

export const KEY = 'depesche-desk_0123456789012345678901234567'

/** The desk's routes before a whole house. */
export async function openDoor(products?: readonly Product[]) {
  const house = await House.open(memoryTwin, products)
  const app = deskApi({
    ports: house.twin.ports,
    exits: house.exits,
    desks: [DESK, OTHER_DESK],
    ceilings: { amazon: { day: 1_000, month: 9_000 } },
    isDeskKey: (key) => isDeskKey(key, deskKeyHash(KEY)),
    maxBytes: 2_000,
    observe: () => {},
    onError: (error) => {
      throw error
    },
  })
  const ask = async (path: string, init: RequestInit = {}, key: string | undefined = KEY) => {
    const headers = { ...(init.headers as object), ...(key ? { authorization: `Bearer ${key}` } : {}) }
    const response = await app.fetch(new Request(`http://desk.test${path}`, { ...init, headers }))
    return { status: response.status, body: (await response.json()) as Record<string, never>, headers: response.headers }
  }
  const put = (path: string, body: Uint8Array, headers: Record<string, string> = {}) =>
    ask(`/v1/desk/uploads/${path}`, { method: 'PUT', body: Buffer.from(body), headers })
  const post = (path: string, body: unknown) =>
    ask(`/v1/desk/${path}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
  return { house, ask, put, post }
}
