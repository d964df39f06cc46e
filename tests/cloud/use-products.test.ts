import { listProducts } from '@depesche/pipeline/ledger/products'
import { MemoryInbox } from '@depesche/pipeline/memory/inbox'
import type { Product } from '@depesche/syndication/product'
import { expect, test, vi } from 'vitest'
import { useProducts } from '../../functions/use-products.ts'
import { memoryTwin, PRODUCT } from '../lib/house.ts'

test('useProducts() writes nothing over the products of a later deployment, and says so', async () => {
  const info = vi.spyOn(console, 'info').mockReturnValue()
  const { ports } = memoryTwin(() => Date.parse('2026-03-02T10:00:00Z'))
  const use = (products: readonly Product[], configuredAt: number) =>
    useProducts({ ports: { ...ports, inbox: new MemoryInbox() }, products, settings: { queues: {}, configuredAt } })
  const later = [{ ...PRODUCT, title: 'Later' }]
  expect(await use([PRODUCT], 1_000)).toEqual({ changed: ['all'] })
  expect(await use(later, 2_000)).toEqual({ changed: ['all'] })
  expect(await use([PRODUCT], 1_000)).toBe('outdated')
  expect(await listProducts(ports.table)).toEqual(later)
  // a function of the same deployment, and one deployed later without a change
  expect(await use(later, 2_000)).toEqual({ changed: [] })
  expect(await use(later, 3_000)).toEqual({ changed: [] })
  expect(await use([PRODUCT], 2_500)).toBe('outdated')
  expect(info.mock.calls.map(([line]) => line.kind)).toEqual(['products', 'products', 'products-outdated', 'products-outdated'])
  info.mockRestore()
})
