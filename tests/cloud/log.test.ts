import { contextOf, errorLine, lineOf } from '@depesche/cloud/log'
import type { Sighting } from '@depesche/pipeline/observe'
import type { Message } from '@depesche/pipeline/ports'
import { describe, expect, test } from 'vitest'

const SECRET = 'Notenbank'
const text = `${SECRET} senkt den Leitzins`
const item = {
  hash: 'h',
  copy: 'c',
  upload: 'u',
  at: '2026-11-24T10:00:00Z',
  headline: text,
  instruction: 'new',
  notes: { info: 1, check: 0, hold: 0 },
}
const mark = { version: 2, edition: 0 }
const sightings: readonly Sighting[] = [
  { kind: 'received', upload: 'u', desk: 'sda', name: `${text}.txt`, bytes: 5 },
  {
    kind: 'normalized',
    upload: 'u',
    name: text,
    id: 'a',
    version: 2,
    item,
    language: 'de',
    targets: ['fr'],
    notes: [{ rule: 'x', level: 'check', reason: text, text }],
    closings: ['withheld'],
    duplicate: false,
  },
  { kind: 'rejected', upload: 'u', rule: 'no-story', name: text, reason: text, remedy: 'r' },
  { kind: 'translated', id: 'a', language: 'fr', out: { ...mark, hash: 'h', grade: 'readable', level: 'none', at: 'x', milliseconds: 3 } },
  { kind: 'waiting', id: 'a', from: 'de', language: 'fr', reason: text },
  { kind: 'ceiling', id: 'a', language: 'fr', engine: 'amazon', period: 'day', reason: text, news: true },
  { kind: 'retrying', id: 'a', language: 'fr', failure: 'busy', reason: text, again: '2026-11-24T10:01:00Z' },
  { kind: 'deferred', id: 'a', language: 'fr', engine: text, until: '2026-11-24T10:01:00Z' },
  { kind: 'decided', id: 'a', actor: text, deed: 'kill' },
  { kind: 'failed', id: 'a', language: 'fr', failure: 'refused', reason: text },
  {
    kind: 'out',
    id: 'a',
    product: 'demo',
    language: 'fr',
    sequence: 3,
    entry: { ...mark, event: 'created', id: 'a', lift: 0, at: '2026-11-24T10:00:04Z' },
  },
]

describe('the log', () => {
  test('tells every sighting without a word of the article, of the upload’s name or of an engine’s answer', () => {
    for (const sighting of sightings) {
      const line = lineOf(sighting, {}, 0)
      expect(line.kind).toBe(sighting.kind)
      expect(JSON.stringify(line)).not.toContain(SECRET)
    }
  })

  test('gives article, version, language and the trace of the upload, and the seconds from its receipt to the feed', () => {
    const trace = { id: '0123456789abcdef', received: '2026-11-24T10:00:00Z' }
    const message: Message = { station: 'syndicate', cause: 'c', id: 'a', version: 2, language: 'fr', trace }
    expect(contextOf(message)).toEqual({ station: 'syndicate', trace: trace.id, id: 'a', version: 2, language: 'fr' })
    const out = sightings.at(-1) as Sighting
    expect(lineOf(out, message, Date.parse('2026-11-24T10:00:04.260Z'))).toEqual({
      kind: 'out',
      id: 'a',
      product: 'demo',
      language: 'fr',
      sequence: 3,
      event: 'created',
      version: 2,
      seconds: 4.3,
    })
  })

  test('says what was thrown and where, but never what a parser quotes', () => {
    const parse = () => {
      try {
        return JSON.parse(`${text} {`)
      } catch (error) {
        return error
      }
    }
    const line = errorLine(parse(), { messageId: 'm' })
    expect(line).toMatchObject({ kind: 'error', error: 'SyntaxError', messageId: 'm' })
    expect(JSON.stringify(line)).not.toContain(SECRET)
    expect(errorLine(new Error('the original x is not in the store'))).toMatchObject({ reason: 'the original x is not in the store' })
    expect(errorLine('a text')).toMatchObject({ kind: 'error', reason: 'a text' })
  })
})
