import { gauges } from '@depesche/cloud/gauges'
import type { Decision } from '@depesche/pipeline/ledger/decision'
import { openWork } from '@depesche/pipeline/ledger/work'
import { MemoryTable } from '@depesche/pipeline/memory/table'
import type { Message } from '@depesche/pipeline/ports'
import { expect, test } from 'vitest'

const now = Date.parse('2026-03-02T10:00:00Z')
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
const translating = (cause: string, seconds: number): Message => ({
  station: 'translate',
  cause,
  trace: { id: 't', received: ago(seconds) },
})

test('gauges() tells the age of the oldest upload that is under way, apart from what waits, and of the oldest decision', async () => {
  const table = new MemoryTable()
  const read = () => gauges({ table, clock: () => now })
  expect(await read()).toMatchObject({ open: 0, waiting: 0, oldestSeconds: 0, decisionSeconds: 0 })
  await openWork(table, translating('a', 60), now)
  await openWork(table, translating('b', 90), now)
  await openWork(table, translating('c', 5_000), now, { waiting: { from: 'de', to: 'rm' } })
  const decision: Decision = {
    decision: 'd',
    id: 'i',
    actor: 'Anna',
    at: ago(240),
    set: [1, 1],
    deed: { kind: 'kill', reason: 'It is wrong.' },
  }
  await openWork(table, { station: 'normalize', cause: 'decide-d', id: 'i', decision: 'd' }, now, { decision })
  expect(await read()).toMatchObject({ open: 4, waiting: 1, oldestSeconds: 90, decisionSeconds: 240 })
})
