import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findApertium } from '@depesche/engines/apertium-installation'
import { createEngine, createEngines, diagnose, engineNames } from '@depesche/engines/registry'
import { choose } from '@depesche/translation/choose'
import { afterAll, expect, test } from 'vitest'

const dataFolder = mkdtempSync(join(tmpdir(), 'depesche-data-'))
afterAll(() => rmSync(dataFolder, { recursive: true }))
const amazon = { region: 'eu-central-1' }

function putModel(pair: string): void {
  const folder = join(dataFolder, 'engines', 'bergamot', pair)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `model.${pair}.intgemm.alphas.bin`), 'x')
  writeFileSync(join(folder, `vocab.${pair}.spm`), 'x')
}

test('an engine that cannot start offers nothing and says what helps', async () => {
  const engine = createEngine('amazon', { dataFolder })
  expect(engine.offer('de', 'fr')).toBeUndefined()
  expect(engine.directions()).toEqual([])
  const job = engine.translate({ from: 'de', to: 'fr', segments: [] })
  await expect(job).rejects.toMatchObject({ failure: 'direction', retry: false, message: expect.stringContaining('region') })
})

test('diagnose() names every engine, what is wrong and what helps', async () => {
  const found = await diagnose({ dataFolder })
  expect(found.map(({ name }) => name)).toEqual(engineNames)
  for (const { name, problem, directions } of found) {
    if (name === 'pseudo' || (name === 'apertium' && findApertium().length > 0)) continue
    expect(problem, name).toEqual({ reason: expect.any(String), remedy: expect.any(String) })
    expect(directions, name).toEqual([])
  }
  expect(found.find(({ name }) => name === 'amazon')?.place).toBe('service')
})

test('diagnose() lists directions with their grades, and names a model that is not whole', async () => {
  mkdirSync(join(dataFolder, 'engines', 'bergamot', 'fren'), { recursive: true })
  const [broken] = await diagnose({ dataFolder }, ['bergamot'])
  expect(broken?.problem?.reason).toContain('fren: no model.*.bin')
  putModel('deen')
  putModel('enfr')
  const [bergamot, service] = await diagnose({ dataFolder, amazon }, ['bergamot', 'amazon'])
  expect(bergamot?.problem).toBeUndefined()
  expect(bergamot?.directions).toContainEqual(expect.objectContaining({ from: 'de', to: 'fr', grade: 'gist', route: 'deen, enfr' }))
  expect(service?.directions.length).toBeGreaterThan(5_000)
})

test('choose() takes the newsroom’s order, and the house’s own grade stands', () => {
  putModel('deen')
  putModel('enfr')
  const options = { dataFolder, amazon, grades: { bergamot: 'publishable' } } as const
  const engines = createEngines(['bergamot', 'amazon', 'pseudo'], options)
  expect(choose(engines, 'de', 'fr')).toMatchObject({ engine: { name: 'bergamot' }, offer: { grade: 'publishable', route: 'deen, enfr' } })
  expect(choose(engines, 'it', 'fr')).toMatchObject({ engine: { name: 'amazon' }, offer: { grade: 'readable' } })
  expect(choose(engines, 'de', 'rm')).toMatchObject({ engine: { name: 'pseudo' }, offer: { grade: 'none' } })
})

test('models that are added while the system runs are found', async () => {
  const engine = createEngine('bergamot', { dataFolder, models: join(dataFolder, 'later') })
  expect(engine.offer('es', 'en')).toBeUndefined()
  const folder = join(dataFolder, 'later', 'esen')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'model.esen.intgemm.alphas.bin'), 'x')
  writeFileSync(join(folder, 'vocab.esen.spm'), 'x')
  while (!engine.offer('es', 'en')) await new Promise((resolve) => setTimeout(resolve, 50))
})
