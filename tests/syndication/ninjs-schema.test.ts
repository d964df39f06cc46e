import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Article } from '@depesche/article/model'
import { ninjs, resolveLinks } from '@depesche/syndication/ninjs'
import type { Product } from '@depesche/syndication/product'
import type { Provenance } from '@depesche/syndication/rendition'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { fullArticle, neural, plainArticle, product, pseudo, rules } from './articles.ts'

// IPTC's schema and test suite are not ours to ship: they lie beside the checkout
const reference = fileURLToPath(new URL('../../../shared/reference/ninjs/', import.meta.url))
const isThere = existsSync(reference)
const readJson = (path: string): unknown => JSON.parse(readFileSync(reference + path, 'utf8'))

test.skipIf(isThere || !process.env.CI)('IPTC’s schema is at hand in CI (../shared/reference/ninjs)', () => {
  expect(isThere, `${reference} is missing: without it nothing here is checked`).toBe(true)
})

function validator(): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(readJson('test-suite/GeoJSON-schema.json') as object, 'https://geojson.org/schema/GeoJSON.json')
  return ajv.compile(readJson('schema/ninjs-schema_3.1.json') as object)
}

const { headline, blocks } = fullArticle.content
const robot: Article = { ...fullArticle, machineMade: true, byline: '' }
const kinds: readonly (readonly [
  what: string,
  article: Article,
  language: string,
  provenance?: Provenance | undefined,
  product?: Product,
])[] = [
  ['the source’s own words, every field', fullArticle, 'de'],
  ['the source’s own words, no optional field', plainArticle, 'en'],
  ['a translation by rules', fullArticle, 'fr', rules],
  ['a neural translation', fullArticle, 'it', neural],
  ['a pseudo translation', fullArticle, 'es', pseudo],
  ['a translation of an article without optional fields', plainArticle, 'ca', rules],
  ['a robot’s source', robot, 'de'],
  ['a translation of a robot’s source', robot, 'fr', rules],
  ['an item for a Swiss reader', fullArticle, 'de-CH', neural],
  ['a product of one language', fullArticle, 'de', undefined, { ...product, languages: ['de'] }],
  ['a picture', { ...plainArticle, type: 'picture', content: { headline, blocks: [] } }, 'en'],
  ['a correction of a correction', { ...fullArticle, version: 120, instruction: 'rectify' }, 'de'],
  ['times with parts of a second', { ...fullArticle, created: '2026-11-24T07:00:00.123Z' }, 'de'],
  ['a hostile subject', { ...plainArticle, subjects: [{ scheme: 'iptc', code: '../../ü?#%\u{1f600}' }] }, 'en'],
  [
    'people, organisations and subjects named by a URI',
    {
      ...plainArticle,
      subjects: [
        { scheme: 'uri', code: 'https://x.example/ä b' },
        { scheme: 'uri', code: 'no URI' },
        { scheme: 'medtop', code: '20000337' },
      ],
      people: [{ scheme: 'name', code: 'Anna Muster', name: 'Anna Muster' }],
      organisations: [{ scheme: 'wikidata', code: 'Q42' }],
    },
    'en',
  ],
  ['a half of a surrogate pair as a subject', { ...plainArticle, subjects: [{ scheme: 'iptc', code: '\ud83d' }] }, 'en'],
  ...blocks.map(
    (block, index) => [`block ${index}, a ${block.kind}`, { ...plainArticle, content: { headline, blocks: [block] } }, 'en'] as const,
  ),
]

describe.skipIf(!isThere)('by IPTC’s ninjs 3.1 schema', () => {
  const validate = isThere ? validator() : (undefined as unknown as ValidateFunction)

  for (const [what, article, language, provenance, sold = product] of kinds)
    test(`${what} is valid, with links resolved and without`, () => {
      const input = { article, articleHash: 'f'.repeat(64), product: sold, language, edition: 1, content: article.content }
      const item = ninjs(provenance ? { ...input, provenance } : input)
      for (const document of [item, resolveLinks(item, (path) => `http://127.0.0.1:8787${path}`)]) {
        validate(JSON.parse(JSON.stringify(document)))
        expect(validate.errors ?? []).toEqual([])
      }
    })

  test('the validator refuses what IPTC says must fail, and takes what must pass', () => {
    const files = (folder: string) => readdirSync(`${reference}test-suite/3.1/${folder}`).map((name) => `test-suite/3.1/${folder}/${name}`)
    expect(files('should_fail').length).toBeGreaterThan(0)
    for (const file of files('should_fail')) expect(validate(readJson(file)), file).toBe(false)
    for (const file of files('should_pass')) expect(validate(readJson(file)), file).toBe(true)
  })

  test.each([
    ['a field of our own', { depesche: 1 }],
    ['a status that there is not', { pubStatus: 'gone' }],
    ['a time that is none', { versionCreated: 'yesterday' }],
    ['a type that there is not', { type: 'story' }],
  ])('the validator refuses an item of ours with %s', (_, change) => {
    const item = ninjs({
      article: fullArticle,
      articleHash: 'f'.repeat(64),
      product,
      language: 'de',
      edition: 0,
      content: fullArticle.content,
    })
    expect(validate({ ...item, ...change })).toBe(false)
  })
})
