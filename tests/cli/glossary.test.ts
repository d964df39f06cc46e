import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { push } from '@depesche/cli/push-glossary'
import { openTerminologies } from '@depesche/engines/amazon/terminologies'
import { terminologyOf } from '@depesche/engines/amazon/terminology'
import { glossaryOf } from '@depesche/translation/glossary/glossary'
import { expect, onTestFinished, test } from 'vitest'
import { startAmazonServer } from '../lib/engines/amazon-server.ts'
import { depescheEach, newsroom, workFolder } from './depesche.ts'

async function withLines(files: Readonly<Record<string, string>>, config: object = {}): Promise<string> {
  const folder = await workFolder({ ...newsroom, ...config })
  await mkdir(join(folder, 'glossaries'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'glossaries', name), text)
  return folder
}

test('glossary lists pairs with the desk’s own lines and the shipped ones, and says what a text’s terms become', async () => {
  const folder = await withLines({
    'de-fr.csv': 'term;translation;rule\nPrämie;prime;\nministre;;forbid\nSVP;UDC Suisse;',
    'es-de.csv': 'term,translation\nley,Gesetz',
  })
  const [list, check, none, elsewhere] = await depescheEach(
    folder,
    ['glossary'],
    ['glossary', 'check', 'Die Prämie der SVP in Genf', '--from', 'de', '--to', 'fr', '--json'],
    ['glossary', 'check', 'x', '--from', 'rm', '--to', 'fr'],
    ['glossary', '--json'],
  )
  expect(list).toMatchObject({ code: 0, err: '' })
  expect(list?.out).toMatch(/^pair +own +forbidden +shipped\nde-en +0 +0 +\d{3}\nde-fr +3 +1 +\d{3}\n/)
  expect(list?.out).toMatch(/\nes-de +1 +0 +0\n/)
  expect(
    check?.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { term: 'Prämie', wish: 'prime' },
    { term: 'SVP', wish: 'UDC Suisse' },
    { term: 'Genf', wish: 'Genève' },
  ])
  expect(none).toMatchObject({ code: 2, err: expect.stringMatching(/no glossary of rm-fr\n.*depesche glossary/) })
  expect(JSON.parse(elsewhere?.out.split('\n')[1] ?? '')).toMatchObject({ pair: 'de-fr', own: 3, forbidden: 1 })
})

test('a newsroom without the shipped names, and a folder of another name beside its file', async () => {
  const folder = await workFolder({ ...newsroom, glossary: { swiss: false, folder: 'words' } })
  await mkdir(join(folder, 'words'))
  await writeFile(join(folder, 'words', 'de-fr.csv'), 'term,translation\nPrämie,prime\n')
  const [list, doctor] = await depescheEach(folder, ['glossary'], ['doctor'])
  expect(list?.out).toMatch(/^pair +own +forbidden +shipped\nde-fr +1 +0 +0\n/)
  expect(doctor?.out).toMatch(/✓ glossary +none that are shipped; own lines: de-fr 1\n/)
})

test('mistakes in glossaries keep the newsroom from being read, all at once with file and line, and doctor says so', async () => {
  const folder = await withLines({ 'de-fr.csv': 'term,translation\nPrämie,\n12,x', 'fr.csv': 'term\n' })
  const [list, doctor] = await depescheEach(folder, ['glossary'], ['doctor'])
  expect(list).toMatchObject({ code: 2, out: '' })
  for (const line of [
    '3 mistakes',
    '  de-fr.csv:2: "Prämie" has no translation',
    '  de-fr.csv:3: "12" has no letter',
    '  fr.csv: is no pair',
  ])
    expect(list?.err).toContain(line)
  expect(doctor).toMatchObject({ code: 1 })
  expect(doctor?.out).toMatch(/✗ configuration +the glossary in glossaries has 3 mistakes/)
})

test('glossary push --dry-run names the terminologies and asks nobody; without a region it says what is missing', async () => {
  const folder = await withLines({ 'de-fr.csv': 'term,translation\nPrämie,prime\n' }, { glossary: { swiss: false } })
  const [dry, real] = await depescheEach(folder, ['glossary', 'push', '--dry-run'], ['glossary', 'push'])
  expect(dry?.out).toMatch(/^would push depesche-de-fr-[0-9a-f]{12}: 1 terms\n$/)
  expect(real).toMatchObject({ code: 2, err: expect.stringContaining('no region is configured') })
})

test('push() adds what is not there, keeps what is, and takes earlier ones of ours away only with prune', async () => {
  const server = await startAmazonServer({ translate: (text) => text })
  onTestFinished(() => server[Symbol.asyncDispose]())
  const service = await openTerminologies({ region: 'eu-central-1', endpoint: server.endpoint })
  onTestFinished(service.close)
  const of = (from: string, to: string, translation: string) => ({
    ...terminologyOf(glossaryOf([{ term: 'Prämie', translation, kind: 'translate' }], from), from, to)!,
    from,
    to,
  })
  const [first, second, other] = [of('de', 'fr', 'prime'), of('de', 'fr', 'cotisation'), of('de', 'it', 'premio')]
  const strangers = ['sports', 'depesche-de-fr-by-hand', 'depesche-fr-de-0123456789ab']
  for (const name of strangers) await service.put({ ...first, name })

  expect(await push(service, [first, other], false)).toEqual({ kept: [], added: [first.name, other.name], old: [] })
  expect(await push(service, [second, other], false)).toEqual({ kept: [other.name], added: [second.name], old: [first.name] })
  expect((await service.names()).toSorted()).toEqual([...strangers, first.name, second.name, other.name].toSorted())
  expect(await push(service, [second, other], true)).toEqual({ kept: [second.name, other.name], added: [], old: [first.name] })
  expect((await service.names()).toSorted()).toEqual([...strangers, second.name, other.name].toSorted())
  expect(server.terminologies.all.get(second.name)).toEqual([
    ['de', 'fr'],
    ['Prämie', 'cotisation'],
  ])
  const refused = service.put({ ...first, name: 'no name' }).catch((error: unknown) => error)
  expect(await refused).toMatchObject({
    name: 'EngineError',
    failure: 'refused',
    message: expect.stringContaining('InvalidParameterValue'),
  })
})

test('push() refuses to begin where the account would have too many', async () => {
  const names = async () => Array.from({ length: 100 }, (_, index) => `other-${index}`)
  const never = () => {
    throw new Error('asked')
  }
  const wanted = {
    ...terminologyOf(glossaryOf([{ term: 'a', translation: 'b', kind: 'translate' }], 'de'), 'de', 'fr')!,
    from: 'de',
    to: 'fr',
  }
  await expect(push({ names, put: never, remove: never, close: () => {} }, [wanted], true)).rejects.toThrow(/100 terminologies .* 1 more/)
})
