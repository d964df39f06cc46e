import { consumer } from '@depesche/cloud/consumer'
import { station } from '@depesche/cloud/station'
import { boundedRead } from '@depesche/pipeline/bounded-read'
import { once } from '../once.ts'
import { start } from '../start.ts'
import { useProducts } from '../use-products.ts'
import { entry } from './entry.ts'

const started = start('normalize')
const { ports, desks } = started
const { read } = boundedRead(entry)
const consume = station('normalize', { ports, desks, read, engines: () => [] })
// a new stack's first article must not come before its products
const products = once(() => useProducts(started))

export const handler = consumer(async (body) => {
  await products()
  await consume(body)
})
