import { Commits } from '@depesche/local/commits'
import { openDatabase } from '@depesche/local/database'
import { type LocalQueue, MAX_DELIVERIES, sqliteQueue } from '@depesche/local/queue'
import type { Message } from '@depesche/pipeline/ports'
import { expect, test } from 'vitest'

const normalize: Message = { station: 'normalize', cause: 'n', upload: 'u' }
const translate = (language: string, id = 'a'): Message => ({ station: 'translate', cause: `${id}-${language}`, id, version: 1, language })

function open(): { readonly queue: LocalQueue; readonly wait: (ms: number) => void; readonly reopened: () => LocalQueue } {
  let now = 1_000_000
  const db = openDatabase(':memory:')
  const another = () => sqliteQueue(db, new Commits(db), () => now)
  return { queue: another(), reopened: another, wait: (ms) => (now += ms) }
}
const laneWith = (queue: LocalQueue, language: string) => queue.lanes().find((lane) => lane.includes(language)) ?? ''

test('a message is taken once while it is in hand, and is gone once it is acknowledged', async () => {
  const { queue } = open()
  await queue.send(normalize)
  const [lane = ''] = queue.lanes()
  const [taken] = queue.take(lane, 10)
  expect(taken).toMatchObject({ message: normalize, tries: 0 })
  expect(queue.take(lane, 10)).toEqual([])
  expect(queue.nextDue()).toBeUndefined()
  if (taken) await queue.acknowledge(taken)
  expect(queue.lanes()).toEqual([])
})

test('a delayed message is not taken before its time', async () => {
  const { queue, wait } = open()
  await queue.send(normalize, 5)
  const [lane = ''] = queue.lanes()
  wait(4_999)
  expect(queue.take(lane, 1)).toEqual([])
  expect(queue.nextDue()).toBe(1_005_000)
  wait(1)
  expect(queue.take(lane, 1)).toHaveLength(1)
})

test('what was in hand when a process died is there again for the next one', async () => {
  const { queue, reopened } = open()
  await queue.send(normalize)
  expect(queue.take(queue.lanes()[0] ?? '', 1)).toHaveLength(1)
  const next = reopened()
  expect(next.take(next.lanes()[0] ?? '', 1)).toHaveLength(1)
})

test('a message that throws comes again, later each time, and is a dead letter after the last delivery', async () => {
  const { queue, wait } = open()
  await queue.send(translate('fr'))
  const pauses: number[] = []
  for (let delivery = 1; delivery <= MAX_DELIVERIES; delivery++) {
    const [taken] = queue.take(laneWith(queue, 'fr'), 1)
    expect(taken?.tries).toBe(delivery - 1)
    if (taken === undefined) return
    const before = 1_000_000 + pauses.reduce((sum, each) => sum + each, 0)
    expect(await queue.putBack(taken, `fault ${delivery}`)).toBe(delivery === MAX_DELIVERIES)
    const due = queue.nextDue()
    if (due === undefined) break
    expect(queue.take(laneWith(queue, 'fr'), 1)).toEqual([])
    pauses.push(due - before)
    wait(due - before)
  }
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(new Set(pauses).size).toBe(MAX_DELIVERIES - 1)
  expect(queue.deadLetters()).toEqual([{ message: translate('fr'), error: `fault ${MAX_DELIVERIES}` }])
  expect(queue.lanes()).toEqual([])
  wait(86_400_000)
  expect(queue.nextDue()).toBeUndefined()
})

test('reviveDead() has every dead letter tried again from the start, in its own lane, and leaves the others alone', async () => {
  const { queue, wait } = open()
  for (const language of ['fr', 'de']) await queue.send(translate(language))
  for (let delivery = 1; delivery <= MAX_DELIVERIES; delivery++) {
    const [taken] = queue.take(laneWith(queue, 'fr'), 1)
    if (taken) await queue.putBack(taken, 'fault')
    wait(300_000)
  }
  expect(queue.deadLetters()).toHaveLength(1)
  let told = 0
  queue.onSend = () => told++
  expect(await queue.reviveDead()).toBe(1)
  expect([queue.deadLetters(), told]).toEqual([[], 1])
  expect(queue.take(laneWith(queue, 'fr'), 2)).toMatchObject([{ tries: 0, message: translate('fr') }])
  expect(queue.take(laneWith(queue, 'de'), 2)).toMatchObject([{ tries: 0, message: translate('de') }])
  expect(await queue.reviveDead()).toBe(0)
})

test('each language has a lane of its own, with the oldest first, however many wait in another', async () => {
  const { queue, wait } = open()
  for (let n = 0; n < 300; n++) await queue.send(translate('fr', `slow-${n}`))
  await queue.send(translate('de', 'first'))
  wait(1)
  await queue.send(translate('de', 'second'))
  expect(queue.take(laneWith(queue, 'de'), 8).map(({ message }) => message.id)).toEqual(['first', 'second'])
  expect(queue.take(laneWith(queue, 'fr'), 8).map(({ message }) => message.id)).toEqual(Array.from({ length: 8 }, (_, n) => `slow-${n}`))
  expect(queue.take(laneWith(queue, 'fr'), 1).map(({ message }) => message.id)).toEqual(['slow-8'])
})

test('a send is told to whoever listens, after it is on the disk', async () => {
  const { queue } = open()
  let lanes: readonly string[] = []
  queue.onSend = () => {
    lanes = queue.lanes()
  }
  await queue.send(normalize)
  expect(lanes).toHaveLength(1)
})
