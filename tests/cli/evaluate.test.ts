import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depescheEach, newsroom, workFolder } from './depesche.ts'

const seg = (language: string, text: string) => `<tuv xml:lang="${language}"><seg>${text}</seg></tuv>`
const unit = (de: string, fr: string) => `<tu>${seg('de-CH', de)}${seg('fr-CH', fr)}</tu>`
const tmx = (units: readonly string[]) => `<tmx version="1.4"><header srclang="de-CH"/><body>${units.join('\n')}</body></tmx>`

const PAIRS = [
  ['Der Bundesrat hat am Montag 48 Gesuche bewilligt.', 'Le Conseil fédéral a approuvé lundi 48 demandes.'],
  ['Die Strecke ist seit Mittag gesperrt.', 'La ligne est fermée depuis midi.'],
  // the file itself has a number wrong
  ['Es gab 17 Verletzte bei dem Unfall auf der Autobahn.', 'L’accident a fait 71 blessés sur l’autoroute.'],
] as const

test('evaluate writes a report: each engine against the file, and what the guard finds in both', async () => {
  const folder = await workFolder()
  await writeFile(join(folder, 'our work.tmx'), tmx(PAIRS.map(([de, fr]) => unit(de, fr))))
  const [said, written, again, json] = await depescheEach(
    folder,
    ['evaluate', 'our work.tmx'],
    ['evaluate', 'our work.tmx', '--out', 'report.md', '--limit', '2'],
    ['evaluate', 'our work.tmx', '--out', 'report.md'],
    ['evaluate', 'our work.tmx', '--json'],
  )
  expect(said).toMatchObject({ code: 0 })
  expect(said?.out).toMatch(/^# Evaluation against our work\.tmx\n/)
  expect(said?.out).toContain('## de to fr\n\n3 pairs.\n')
  // its own translations: one of three has something wrong
  expect(said?.out).toMatch(/\| the file’s own translations \| {2}\| {2}\| {2}\| 33\.3 \| {2}\|\n/)
  expect(said?.out).toMatch(/\| pseudo[^|]* \| pseudo \| none \| \d+\.\d \| \d+\.\d \| \d+ \|\n/)
  expect(said?.out).toMatch(/\| number-\w+ \| 33\.3 \|/)
  expect(said?.out).toContain('| Die Strecke ist seit Mittag gesperrt. | La ligne est fermée depuis midi. |')
  expect(written).toMatchObject({ code: 0, out: 'the report is in report.md\n' })
  expect(await readFile(join(folder, 'report.md'), 'utf8')).toContain('2 pairs, spread evenly over the 3 of the file.')
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('report.md is there already') })
  const [row] = (json?.out ?? '').trim().split('\n')
  expect(JSON.parse(row ?? '')).toMatchObject({
    from: 'de',
    to: 'fr',
    pairs: 3,
    scored: [
      { flagged: 1, byRule: { 'number-changed': 1 } },
      { engine: { name: 'pseudo' }, score: expect.any(Number) },
    ],
  })
})

test('evaluate sends a paid engine nothing before it was asked what it may cost, and says what it cannot read', async () => {
  const folder = await workFolder({ ...newsroom, engines: { local: ['amazon'] }, amazon: { region: 'eu-central-1' } })
  await writeFile(join(folder, 'work.tmx'), tmx(PAIRS.map(([de, fr]) => unit(de, fr))))
  await writeFile(join(folder, 'empty.tmx'), tmx([]))
  const [asked, none, odd, other] = await depescheEach(
    folder,
    ['evaluate', 'work.tmx'],
    ['evaluate', 'empty.tmx'],
    ['evaluate', 'work.tmx', '--limit', '-3'],
    ['evaluate', 'work.tmx', '--to', 'it'],
  )
  expect(asked).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Amazon Translate: 138 characters, 0.00 USD') })
  expect(asked?.err).toContain('add --yes')
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining('has no pair of that kind') })
  expect(odd).toMatchObject({ code: 2, err: expect.stringContaining('--limit takes a whole number from 1') })
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('has no pair of that kind') })
})
