import { access, functionNames } from '@depesche/cloud/access'
import { createClients } from '@depesche/cloud/clients'
import { NotGranted } from '@depesche/cloud/narrow'
import { openPorts } from '@depesche/cloud/open-ports'
import { MissingSettings, neededSettings, readSettings } from '@depesche/cloud/settings'
import { describe, expect, test } from 'vitest'

describe('readSettings()', () => {
  test.for(functionNames)('names all that is missing for %s at once, empty ones too', (name) => {
    const needed = neededSettings(access[name])
    const environment = Object.fromEntries(needed.map((each) => [each, `the ${each}`]))
    expect(() => readSettings(environment, access[name])).not.toThrow()
    expect(missing({}, name)).toEqual(needed)
    for (const each of needed) expect(missing({ ...environment, [each]: '' }, name)).toEqual([each])
    expect(missing(environment, name, ['MORE'])).toEqual(['MORE'])
  })

  function missing(environment: Readonly<Record<string, string>>, name: (typeof functionNames)[number], more: readonly string[] = []) {
    try {
      readSettings(environment, access[name], more)
      return []
    } catch (error) {
      expect(error).toBeInstanceOf(MissingSettings)
      for (const each of (error as MissingSettings).names) expect((error as Error).message).toContain(each)
      return (error as MissingSettings).names
    }
  }
})

describe('openPorts()', () => {
  test('refuses what a function’s access does not name, before anything is asked of AWS', async () => {
    const settings = { inboxBucket: 'i', wireBucket: 'w', table: 't', queues: { normalize: 'n', translate: 't' } }
    const ports = openPorts(access.translate, settings, createClients())
    const key = { partition: 'F#1#demo#fr', sort: '1' }
    const condition = { rev: 0, by: 'x' }
    for (const attempt of [
      () => ports.inbox.list(),
      () => ports.inbox.get({ key: 'sda/a', versionId: 'v' }),
      () => ports.inbox.delete({ key: 'sda/a', versionId: 'v' }),
      () => ports.documents.get('originals/x'),
      () => ports.documents.put('articles/x', new Uint8Array()),
      () => ports.documents.list('articles/', '', 1),
      () => ports.documents.delete('translations/x'),
      () => ports.table.get({ partition: 'K#x', sort: 'KEY' }),
      () => ports.table.getMany([{ partition: 'A#x', sort: 'HEAD' }, key]),
      () => ports.table.put(key, {}, condition),
      () => ports.table.delete({ partition: 'A#x', sort: 'HEAD' }, 1),
      () => ports.table.query('A#x', { limit: 1 }),
      () => ports.queue.send({ station: 'normalize', cause: 'c' }),
    ])
      await expect(attempt()).rejects.toThrow(NotGranted)
  })
})
