import { articleId, Rejected } from '@depesche/article/model'
import { redriveLanguages, retryUpload } from '@depesche/pipeline/drive-on'
import { keys } from '@depesche/pipeline/keys'
import { getValue, updateItem } from '@depesche/pipeline/ledger/items'
import type { LanguageItem, UploadItem } from '@depesche/pipeline/ledger/shapes'
import { openWorks } from '@depesche/pipeline/ledger/work'
import { decide } from '@depesche/pipeline/steps/decide'
import { EngineError } from '@depesche/translation/engine'
import { expect, test } from 'vitest'
import { House, memoryTwin, testEngine } from '../lib/house.ts'
import { copy, readTestCopy } from '../lib/wire.ts'

const id = articleId('sda', { scheme: 'desk', value: 's', number: 's' })
const story = copy({ story: 's', version: 1, headline: 'A bridge' })

async function openWorkOf(house: House): Promise<readonly string[]> {
  const causes: string[] = []
  for await (const { value } of openWorks(house.twin.ports.table)) causes.push(value.message.cause)
  return causes
}

/** A house whose French fails for good until `mend` is called. */
async function withFailedFrench() {
  const house = await House.open(memoryTwin)
  const failing = testEngine({ fails: ({ to }) => (to === 'fr' ? new EngineError('refused', 'it takes no such text', false) : undefined) })
  house.engines = [failing]
  await house.put(story)
  await house.settle()
  const french = () => getValue<LanguageItem>(house.twin.ports.table, keys.language(id, 'fr'))
  return { house, french, mend: () => (house.engines = [testEngine()]) }
}

test('retryUpload() reads a rejected upload again, and it becomes an article', async () => {
  let broken = true
  const read: typeof readTestCopy = (upload) => {
    if (broken) throw new Rejected('not-yet', 'the reader was wrong', 'mend it')
    return readTestCopy(upload)
  }
  const house = await House.open(memoryTwin, undefined, { read })
  const upload = await house.put(story)
  await house.settle()
  const state = () => getValue<UploadItem>(house.twin.ports.table, keys.upload(upload))
  expect(await state()).toMatchObject({ state: 'rejected', rejected: { rule: 'not-yet' } })
  broken = false
  expect(await retryUpload({ ports: house.twin.ports }, upload)).toBe(true)
  const received = await state()
  expect([received?.state, received?.rejected]).toEqual(['received', undefined])
  await house.settle()
  expect((await state())?.state).toBe('normalized')
  expect(await house.feed('fr')).toMatchObject([{ event: 'created', headline: 'fr:A bridge' }])
  expect(await openWorkOf(house)).toEqual([])
})

test('retryUpload() needs its message for speed alone: a lost one is sent by the clock', async () => {
  const house = await House.open(memoryTwin)
  const upload = await house.put(new TextEncoder().encode('no copy'))
  await house.settle()
  await retryUpload({ ports: { ...house.twin.ports, queue: { send: async () => {} } } }, upload)
  await house.settle()
  expect(await getValue<UploadItem>(house.twin.ports.table, keys.upload(upload))).toMatchObject({ state: 'rejected' })
  expect(house.sightings.filter(({ kind }) => kind === 'rejected')).toHaveLength(2)
})

test('retryUpload() leaves alone what is not rejected', async () => {
  const house = await House.open(memoryTwin)
  const upload = await house.put(story)
  expect(await retryUpload({ ports: house.twin.ports }, upload)).toBe(false)
  await house.settle()
  expect(await retryUpload({ ports: house.twin.ports }, upload)).toBe(false)
  expect(await retryUpload({ ports: house.twin.ports }, 'f'.repeat(32))).toBe(false)
  expect(await openWorkOf(house)).toEqual([])
})

test('redriveLanguages() has failed languages alone translated again, and keeps what else stands in them', async () => {
  const { house, french, mend } = await withFailedFrench()
  expect((await french())?.work?.state).toBe('failed')
  const rejected = { mark: { version: 0, edition: 7 }, number: 1 }
  await updateItem<LanguageItem>(house.twin.ports.table, keys.language(id, 'fr'), (now) => ({ ...now, rejected }))
  mend()
  expect(await redriveLanguages({ ports: house.twin.ports }, id)).toEqual(['fr'])
  expect(await french()).toEqual({ rejected })
  await house.settle()
  expect(await french()).toMatchObject({ rejected, out: { version: 1 } })
  expect(await house.feed('fr')).toMatchObject([{ event: 'created', headline: 'fr:A bridge' }])
  expect(await house.feed('de')).toHaveLength(1)
  expect(await redriveLanguages({ ports: house.twin.ports }, id)).toEqual([])
  expect(await openWorkOf(house)).toEqual([])
})

test('redriveLanguages() leaves a language failed that fails again, and that of an older version alone', async () => {
  const { house, french } = await withFailedFrench()
  expect(await redriveLanguages({ ports: house.twin.ports }, id)).toEqual(['fr'])
  await house.settle()
  expect((await french())?.work).toMatchObject({ state: 'failed', tries: 1 })
  await updateItem<LanguageItem>(house.twin.ports.table, keys.language(id, 'fr'), (now) => ({
    ...now,
    work: { ...now!.work!, version: 0 },
  }))
  expect(await redriveLanguages({ ports: house.twin.ports }, id)).toEqual([])
})

test('redriveLanguages() does nothing for a killed article and for one that is not there', async () => {
  const { house, french } = await withFailedFrench()
  await decide(house.stations, id, { kind: 'kill', reason: 'wrong' }, 'anna')
  expect(await redriveLanguages({ ports: house.twin.ports }, id)).toEqual([])
  expect((await french())?.work?.state).toBe('failed')
  expect(await redriveLanguages({ ports: house.twin.ports }, 'none')).toEqual([])
})
