import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depesche, depescheEach, startUp, workFolder } from './depesche.ts'

/** A folder whose wire has taken in the samples. */
async function wire(): Promise<string> {
  const folder = await workFolder()
  await (await startUp(folder)).stop()
  return folder
}

const PASSAGES = /de +fr +pseudo +([\d,]+)\n/

test('memory tells what there is; export and import carry it to another wire, and back', async () => {
  const [one, other] = await Promise.all([wire(), wire()])
  const [list, json, exported, again] = await depescheEach(
    one,
    ['memory'],
    ['memory', '--json'],
    ['memory', 'export', 'all.tmx'],
    ['memory', 'export', 'all.tmx'],
  )
  expect(list?.out).toMatch(PASSAGES)
  const rows = (json?.out ?? '').trim().split('\n')
  expect(rows.map((row) => JSON.parse(row) as object)).toContainEqual({
    from: 'de',
    to: 'fr',
    maker: 'pseudo',
    passages: expect.any(Number),
  })
  expect(exported).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/ in all\.tmx\n$/) })
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('all.tmx is there already') })
  const text = await readFile(join(one, 'all.tmx'), 'utf8')
  expect(text).toContain('<tmx version="1.4">')

  const foreign = `<?xml version="1.0" encoding="utf-16"?><tmx version="1.4"><header srclang="de-CH"/><body>
    <tu><tuv xml:lang="de-CH"><seg>Ein Satz.</seg></tuv><tuv xml:lang="fr-CH"><seg>Une phrase.</seg></tuv><tuv xml:lang="pl"><seg>Zdanie.</seg></tuv></tu></body></tmx>`
  await writeFile(join(other, 'foreign.tmx'), Buffer.from(`\ufeff${foreign}`, 'utf16le'))
  await writeFile(join(other, 'all.tmx'), text)
  const [dry, taken, , filtered, back] = await depescheEach(
    other,
    ['memory', 'import', 'foreign.tmx', '--dry-run'],
    ['memory', 'import', 'foreign.tmx'],
    ['memory', 'import', 'all.tmx'],
    ['memory', 'export', '--to', 'fr', '--from', 'de'],
    ['memory'],
  )
  expect(dry?.out).toContain(
    '1 units read, 1 passages in directions of this newsroom\nlanguages that it has not: pl (1)\nnothing was kept (--dry-run)\n',
  )
  expect(taken?.out).toMatch(/de +fr +imported +1\n/)
  expect(filtered?.out).toContain('<seg>Une phrase.</seg>')
  expect(filtered?.out).not.toContain('xml:lang="en"')
  // the same samples: what came with the file was there already
  expect(back?.out).toMatch(/de +fr +imported +1\n/)
  expect(PASSAGES.exec(back?.out ?? '')?.[1]).toBe(PASSAGES.exec(list?.out ?? '')?.[1])
}, 60_000)

test('memory import says which file is none, and where, and keeps nothing of it', async () => {
  const folder = await workFolder()
  expect(await depesche(folder, 'memory')).toMatchObject({ code: 2, err: expect.stringContaining('holds no wire yet') })
  await (await startUp(folder)).stop()
  const whole =
    '<tmx version="1.4"><body>\n<tu><tuv xml:lang="de"><seg>Ein Satz.</seg></tuv><tuv xml:lang="fr"><seg>Une phrase.</seg></tuv></tu>\n'
  await writeFile(join(folder, 'cut.tmx'), whole)
  await writeFile(join(folder, 'bytes.tmx'), Buffer.concat([Buffer.from(whole), Buffer.from([0xff, 0xfe, 0xfd])]))
  await writeFile(join(folder, 'odd.tmx'), `<?xml version="1.0" encoding="klingon"?>${whole}`)
  const [none, cut, bytes, odd, here] = await depescheEach(
    folder,
    ['memory', 'import', 'none.tmx'],
    ['memory', 'import', 'cut.tmx'],
    ['memory', 'import', 'bytes.tmx'],
    ['memory', 'import', 'odd.tmx'],
    ['memory', 'import', '.'],
  )
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('there is no none.tmx') })
  expect(cut).toMatchObject({ code: 1, err: expect.stringMatching(/cut\.tmx, line 3: the XML is broken or cut off/) })
  expect(bytes).toMatchObject({ code: 1, err: expect.stringContaining('bytes.tmx is not in the encoding that it says') })
  expect(odd).toMatchObject({ code: 1, err: expect.stringContaining('encoding that is not known') })
  expect(here).toMatchObject({ code: 2, err: expect.stringContaining('is a folder') })
  expect((await depesche(folder, 'memory')).out).not.toContain('imported')
}, 60_000)
