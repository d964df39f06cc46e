import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depesche, depescheEach, newsroom, startUp, workFolder } from './depesche.ts'
import { putStories } from './wire.ts'

const WEB_ONLY = { ...newsroom.products.demo, filter: { desks: ['sda'] } }
const changed = { ...newsroom, products: { demo: WEB_ONLY, web: { ...newsroom.products.demo, title: 'Web', filter: { desks: ['web'] } } } }

test('product apply shows what a changed configuration does, does it once, and "up" tells what its own start has changed', async () => {
  const folder = await workFolder()
  await putStories(folder, ['bridge', 'tunnel'])
  await (await startUp(folder)).stop()
  const config = (value: unknown) => writeFile(join(folder, 'depesche.config.ts'), `export default ${JSON.stringify(value)}\n`)
  const [same, list] = await depescheEach(folder, ['product', 'apply'], ['product', 'list'])
  expect(same).toMatchObject({ code: 0, out: expect.stringContaining('nothing changes') })
  expect(list?.out).toMatch(/demo +applied +de fr en +Demo\n$/)
  await config(changed)
  const [differs, dry, no, apply] = await depescheEach(
    folder,
    ['product', 'list'],
    ['product', 'apply', '--dry-run'],
    ['product', 'apply'],
    ['product', 'apply', '--yes'],
  )
  expect(differs?.out).toMatch(/demo +changed [\s\S]*web +new [\s\S]*--dry-run/)
  expect(dry).toMatchObject({ code: 0, err: '' })
  expect(dry?.out).toMatch(/product demo: changed\nproduct web: new\n[\s\S]*demo\/fr +0 +2 +0\n[\s\S]*web\/fr +2 +0 +0\n/)
  expect(dry?.out).toMatch(/created, for example:\n[\s\S]*web\/\w+ +bridge-\S+ +bridge is opened[\s\S]*removed, for example:/)
  expect(no).toMatchObject({ code: 2, err: expect.stringContaining('--dry-run') })
  expect(apply).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('done: "npm start" (depesche up) brings every article in step'),
  })
  const up = await startUp(folder)
  expect(up.out()).not.toMatch(/^products /m)
  await up.stop()
  const [gone, made] = await depescheEach(folder, ['feed', 'demo', 'fr'], ['feed', 'web', 'fr'])
  // the two that were created show it too: what they carried is no longer to be had
  expect(gone?.out.match(/ removed /g)).toHaveLength(4)
  expect(made?.out.match(/ created /g)).toHaveLength(2)
  await config(newsroom)
  const back = await startUp(folder)
  expect(back.out()).toMatch(/^products +2 products changed \(demo, web\): the articles of the last 400 days/m)
  await back.stop()
  expect((await depesche(folder, 'product', 'list')).out).not.toContain('web')
}, 120_000)

test('product explain says why an article is in a product, or is not', async () => {
  const folder = await workFolder(changed)
  await putStories(folder, ['bridge'])
  await (await startUp(folder)).stop()
  const id = /bridge-[0-9a-f]{16}/.exec((await depesche(folder, 'status')).out)?.[0] ?? ''
  const [known, unknown] = await depescheEach(folder, ['product', 'explain', id], ['product', 'explain', 'none'])
  expect(known).toMatchObject({ code: 0, err: '' })
  expect(known?.out).toMatch(
    /^demo {2}not in it\n {2}desks: it has web, the product takes sda\nweb\/de {2}in it\nweb\/fr {2}in it\nweb\/en {2}in it\n$/,
  )
  expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('there is no article none') })
}, 60_000)
