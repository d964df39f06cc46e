import { createHash } from 'node:crypto'
import type { Documents, Dropped, Inbox, Message, Queue, Table } from '@depesche/pipeline/ports'
import { ItemTooLarge, MAX_ITEM_BYTES } from '@depesche/pipeline/ports'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** A twin of the ports, new and empty. */
export interface Twin {
  readonly table: Table
  readonly documents: Documents
  readonly queue: Queue
  /** takes a message that is due off the queue, or answers undefined */
  readonly take: () => Promise<Message | undefined>
  readonly inbox: Inbox
  /** an upload appears in the drop box, whole */
  readonly drop: (key: string, bytes: Uint8Array) => Promise<void>
  /** moves the clock (ms) */
  readonly advance: (milliseconds: number) => void
  readonly close: () => Promise<void>
}

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What every twin of the storage ports must do (LEDGER.md section 1). */
export function portsContract(name: string, open: () => Promise<Twin>): void {
  describe(`${name} keeps the contract of`, () => {
    let twin: Twin
    beforeEach(async () => {
      twin = await open()
    })
    afterEach(() => twin.close())
    tableContract(() => twin)
    documentsContract(() => twin)
    queueContract(() => twin)
    inboxContract(() => twin)
  })
}

function tableContract(twin: () => Twin): void {
  const key = { partition: 'A#x', sort: 'HEAD' }

  test('Table: puts on absence, then on the rev alone', async () => {
    const { table } = twin()
    expect(await table.get(key)).toBeUndefined()
    expect(await table.put(key, { a: 1 }, { rev: 0, by: 'one' })).toBe(true)
    expect(await table.put(key, { a: 2 }, { rev: 0, by: 'two' })).toBe(false)
    expect(await table.put(key, { a: 3 }, { rev: 2, by: 'three' })).toBe(false)
    expect(await table.put(key, { a: 4 }, { rev: 1, by: 'four' })).toBe(true)
    expect(await table.get(key)).toEqual({ sort: 'HEAD', rev: 2, by: 'four', value: { a: 4 } })
  })

  test('Table: an update of what is not there does nothing', async () => {
    const { table } = twin()
    expect(await table.put(key, { a: 1 }, { rev: 3, by: 'x' })).toBe(false)
    expect(await table.get(key)).toBeUndefined()
  })

  test('Table: deletes on the rev alone', async () => {
    const { table } = twin()
    await table.put(key, { a: 1 }, { rev: 0, by: 'x' })
    expect(await table.delete(key, 2)).toBe(false)
    expect(await table.delete(key, 1)).toBe(true)
    expect(await table.delete(key, 1)).toBe(false)
    expect(await table.get(key)).toBeUndefined()
  })

  test('Table: of 64 writers on one rev exactly one wins', async () => {
    const { table } = twin()
    await table.put(key, { n: 0 }, { rev: 0, by: 'first' })
    const won = await Promise.all(Array.from({ length: 64 }, (_, n) => table.put(key, { n }, { rev: 1, by: `w${n}` })))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect((await table.get(key))?.by).toBe(`w${won.indexOf(true)}`)
  })

  test('Table: answers getMany in order, with gaps', async () => {
    const { table } = twin()
    await table.put({ partition: 'P', sort: 'b' }, { n: 2 }, { rev: 0, by: 'x' })
    const answers = await table.getMany(['a', 'b', 'c'].map((sort) => ({ partition: 'P', sort })))
    expect(answers.map((item) => item?.value)).toEqual([undefined, { n: 2 }, undefined])
  })

  test('Table: queries a partition in byte order, both ways, with inclusive bounds and a limit', async () => {
    const { table } = twin()
    for (const sort of ['b', 'a', 'é', 'Z', 'a#1', 'z']) await table.put({ partition: 'Q', sort }, {}, { rev: 0, by: 'x' })
    await table.put({ partition: 'Q2', sort: 'a' }, {}, { rev: 0, by: 'x' })
    const sorts = async (range: object) => (await table.query('Q', { limit: 10, ...range })).map(({ sort }) => sort)
    expect(await sorts({})).toEqual(['Z', 'a', 'a#1', 'b', 'z', 'é'])
    expect(await sorts({ backwards: true })).toEqual(['é', 'z', 'b', 'a#1', 'a', 'Z'])
    expect(await sorts({ from: 'a', to: 'b' })).toEqual(['a', 'a#1', 'b'])
    expect(await sorts({ from: 'a', to: 'b', backwards: true, limit: 2 })).toEqual(['b', 'a#1'])
    expect(await sorts({ from: 'x', to: 'y' })).toEqual([])
  })

  test('Table: agrees with a plain model under any sequence of puts, deletes and queries', async () => {
    const sort = fc.constantFrom('a', 'b', 'b#', 'c', 'c0')
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), sort, rev: fc.nat(3), n: fc.nat() }),
      fc.record({ kind: fc.constant('delete' as const), sort, rev: fc.nat(3) }),
    )
    let partition = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { table } = twin()
        const name = `M${++partition}`
        const model = new Map<string, { rev: number; n: number }>()
        for (const each of steps) {
          const at = { partition: name, sort: each.sort }
          const rev = model.get(each.sort)?.rev ?? 0
          if (each.kind === 'put') {
            expect(await table.put(at, { n: each.n }, { rev: each.rev, by: 'm' })).toBe(rev === each.rev)
            if (rev === each.rev) model.set(each.sort, { rev: rev + 1, n: each.n })
          } else {
            expect(await table.delete(at, each.rev)).toBe(rev === each.rev && rev > 0)
            if (rev === each.rev) model.delete(each.sort)
          }
        }
        const rows = (await table.query(name, { limit: 100 })).map(({ sort: s, rev, value }) => [s, rev, value.n])
        expect(rows).toEqual([...model].map(([s, { rev, n }]) => [s, rev, n]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
      }),
      { numRuns: 50 },
    )
  })

  test('Table: refuses an item of over 4 KB', async () => {
    const { table } = twin()
    await expect(table.put(key, { text: 'ü'.repeat(MAX_ITEM_BYTES / 2) }, { rev: 0, by: 'x' })).rejects.toThrow(ItemTooLarge)
    expect(await table.get(key)).toBeUndefined()
  })
}

function documentsContract(twin: () => Twin): void {
  test('Documents: keep bytes under a key that ends in their sha256, with or without a suffix', async () => {
    const { documents } = twin()
    const bytes = Uint8Array.from([0, 255, 13, 10, 7])
    for (const key of [`originals/x-${sha(bytes)}`, `articles/a/1-${sha(bytes)}.json`]) {
      await documents.put(key, bytes)
      await documents.put(key, bytes)
      expect(Buffer.from((await documents.get(key)) ?? [])).toEqual(Buffer.from(bytes))
    }
    expect(await documents.get('articles/none')).toBeUndefined()
  })

  test('Documents: refuse a key that does not end in the sha256 of the bytes', async () => {
    const { documents } = twin()
    const key = `articles/a/1-${sha(bytesOf('x'))}.json`
    await expect(documents.put(key, bytesOf('y'))).rejects.toThrow(/sha256/)
    await expect(documents.put('articles/a.json', bytesOf('y'))).rejects.toThrow(/sha256/)
    expect(await documents.get(key)).toBeUndefined()
  })

  test('Documents: list a prefix in order, page by page, and delete', async () => {
    const { documents } = twin()
    const all = ['c', 'a', 'b'].map((text) => ({ key: `p/${text}-${sha(bytesOf(text))}`, bytes: bytesOf(text) }))
    for (const { key, bytes } of all) await documents.put(key, bytes)
    await documents.put(`q/${sha(bytesOf('z'))}`, bytesOf('z'))
    const names = all.map(({ key }) => key).toSorted()
    expect(await documents.list('p/', '', 10)).toEqual(names)
    expect(await documents.list('p/', names[0] ?? '', 1)).toEqual([names[1]])
    await documents.delete(names[0] ?? '')
    expect(await documents.list('p/', '', 10)).toEqual(names.slice(1))
  })
}

function queueContract(twin: () => Twin): void {
  const message: Message = {
    station: 'translate',
    cause: 'c',
    id: 'x',
    version: 1,
    language: 'fr',
    work: { partition: 'O#1', sort: '1#c' },
  }

  test('Queue: gives every message back as it was sent', async () => {
    const { queue, take } = twin()
    await queue.send(message)
    await queue.send({ station: 'normalize', cause: 'n', upload: 'u' })
    const got = [await take(), await take()].toSorted((a, b) => (String(a?.station) < String(b?.station) ? -1 : 1))
    expect(got).toEqual([{ station: 'normalize', cause: 'n', upload: 'u' }, message])
    expect(await take()).toBeUndefined()
  })

  test('Queue: holds a delayed message back until it is due', async () => {
    const { queue, take, advance } = twin()
    await queue.send(message, 60)
    advance(59_000)
    expect(await take()).toBeUndefined()
    advance(1_000)
    expect(await take()).toEqual(message)
  })
}

function inboxContract(twin: () => Twin): void {
  const only = async () => {
    const [dropped, ...more] = await twin().inbox.list()
    expect(more).toEqual([])
    return dropped as Dropped
  }

  test('Inbox: lists, gives and takes away what was dropped', async () => {
    const { inbox, drop } = twin()
    expect(await inbox.list()).toEqual([])
    await drop('sda/a b.txt', bytesOf('one'))
    const dropped = await only()
    expect(dropped.key).toBe('sda/a b.txt')
    expect(Buffer.from((await inbox.get(dropped)) ?? []).toString()).toBe('one')
    await inbox.delete(dropped)
    await inbox.delete(dropped)
    expect(await inbox.list()).toEqual([])
    expect(await inbox.get(dropped)).toBeUndefined()
  })

  test('Inbox: deletes that version alone, another under the same key stays', async () => {
    const { inbox, drop } = twin()
    await drop('sda/a.txt', bytesOf('one'))
    const first = await only()
    await drop('sda/a.txt', bytesOf('two'))
    await inbox.delete(first)
    const second = await only()
    expect(second.versionId).not.toBe(first.versionId)
    expect(Buffer.from((await inbox.get(second)) ?? []).toString()).toBe('two')
  })
}
