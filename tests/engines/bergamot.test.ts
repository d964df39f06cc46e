import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Mark, plain } from '@depesche/article/model'
import { createBergamot } from '@depesche/engines/bergamot'
import { findModels } from '@depesche/engines/bergamot/models'
import { afterAll, describe, expect, test } from 'vitest'
import { until } from '../lib/engines/processes.ts'
import { tinyModel } from '../lib/engines/tiny-model.ts'
import { engineContract } from './contract.ts'

const models = mkdtempSync(join(tmpdir(), 'depesche-models-'))
afterAll(() => rmSync(models, { recursive: true }))

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZáéíóú']
const OTHERS = '▁.,:;!?()%/&0123456789[]<>^$\\*@#{}|~-🙂'

/** A model that writes one letter for another: `deen` puts accents on vowels, `enfr` makes capitals of those. */
function put(pair: string, change: Readonly<Record<string, string>>): void {
  const { model, vocab } = tinyModel(Object.fromEntries(LETTERS.map((letter) => [letter, change[letter] ?? letter])), OTHERS)
  mkdirSync(join(models, pair))
  writeFileSync(join(models, pair, `model.${pair}.bin`), model)
  writeFileSync(join(models, pair, `vocab.${pair}.spm`), vocab)
}
put('deen', { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' })
put('enfr', { á: 'A', é: 'E', í: 'I', ó: 'O', ú: 'U' })

const created: ReturnType<typeof createBergamot>[] = []
function create(settings = {}) {
  const engine = createBergamot({ models, ...settings })
  created.push(engine)
  return engine
}
const say = async (engine: ReturnType<typeof create>, text: string, to = 'en', from = 'de') =>
  plain((await engine.translate({ from, to, segments: [[{ text }]] }))[0]!.spans)

engineContract('bergamot', {
  create,
  from: 'de',
  to: 'fr',
  impossible: ['de', 'rm'],
  words: 'Lakes rose',
  leftOver: () => created.filter((engine) => engine.running()),
})

describe('bergamot', () => {
  test('runs a model in the real engine', async () => {
    await using engine = create()
    expect(await say(engine, 'Hello world. How are you?')).toBe('Hélló wórld. Hów áré yóú?')
  })

  test('moves markup by word alignment', async () => {
    await using engine = create()
    const strong: readonly Mark[] = [{ kind: 'strong' }]
    const segment = [
      { text: 'Hello ' },
      { text: 'brave', marks: strong },
      { text: ' world & <all> of\n' },
      { text: 'us', marks: [{ kind: 'emphasis' }] },
    ] as const
    const [translated] = await engine.translate({ from: 'de', to: 'en', segments: [segment] })
    expect(translated).toEqual({
      spans: [
        { text: 'Hélló ' },
        { text: 'brávé', marks: strong },
        { text: ' wórld & <áll> óf\n' },
        { text: 'ús', marks: [{ kind: 'emphasis' }] },
      ],
      notes: [],
    })
  })

  test('goes through English where there is no model of the direction, at a lower grade', async () => {
    await using engine = create()
    expect(engine.offer('de-CH', 'en')).toMatchObject({ grade: 'readable', route: 'deen' })
    expect(engine.offer('de', 'fr')).toMatchObject({ grade: 'gist', route: 'deen, enfr' })
    expect(engine.directions()).toEqual([
      ['de', 'en'],
      ['de', 'fr'],
      ['en', 'fr'],
    ])
    expect(await say(engine, 'Bern is calm.', 'fr')).toBe('BErn Is cAlm.')
  })

  test('says what a broken model did, and the next text works', async () => {
    mkdirSync(join(models, 'iten'))
    writeFileSync(join(models, 'iten', 'model.iten.intgemm.alphas.bin'), Buffer.alloc(4096))
    writeFileSync(join(models, 'iten', 'vocab.iten.spm'), 'not a vocabulary')
    await using engine = create()
    await expect(say(engine, 'x', 'en', 'it')).rejects.toMatchObject({
      failure: 'down',
      message: expect.stringContaining('SentencePiece vocabulary error'),
    })
    expect(await say(engine, 'more')).toBe('móré')
    rmSync(join(models, 'iten'), { recursive: true })
  })

  test('ends a thread that does not answer, and starts another', async () => {
    await using engine = create({ timeoutMs: 1 })
    await expect(say(engine, 'more')).rejects.toMatchObject({
      failure: 'down',
      retry: true,
      message: expect.stringContaining('no answer in 1 ms'),
    })
    expect(engine.running()).toBe(false)
  })

  test('ends its thread when idle', async () => {
    await using engine = create({ idleMs: 1 })
    expect(await say(engine, 'more')).toBe('móré')
    await until(() => !engine.running())
    expect(await say(engine, 'more')).toBe('móré')
  })

  test('findModels() names what is not whole', () => {
    mkdirSync(join(models, 'es-en'))
    writeFileSync(join(models, 'es-en', 'model.esen.intgemm.alphas.bin.gz'), 'x')
    expect(findModels(models).problems).toEqual([
      expect.stringMatching(/es-en: no model\.\*\.bin \(unpack model\.esen\.intgemm\.alphas\.bin\.gz\)$/),
    ])
    rmSync(join(models, 'es-en'), { recursive: true })
    expect(findModels(join(models, 'none'))).toEqual({ pairs: new Map(), problems: [] })
  })
})
