import { ConfigError, type ConfigInput, defineConfig, parseConfig } from '@depesche/config/define-config'
import { describe, expect, test } from 'vitest'
import shipped from '../../depesche.config.ts'

const good = {
  desks: { sda: { zone: 'Europe/Zurich', language: 'de' } },
  products: { all: { title: 'All', languages: ['de', 'fr'] } },
  engines: {},
} satisfies ConfigInput

function problemsOf(input: unknown): readonly string[] {
  try {
    parseConfig(input)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('parseConfig()', () => {
  test('takes the shipped configuration', () => {
    expect(problemsOf(shipped)).toEqual([])
  })

  test('fills in every default', () => {
    expect(parseConfig(defineConfig(good))).toEqual({
      ...good,
      desks: { sda: { ...good.desks.sda, withheld: 'hold' } },
      keep: {},
      products: { all: { title: 'All', filter: {}, languages: ['de', 'fr'], grades: ['publishable', 'readable'] } },
      engines: { cloud: ['amazon'], local: ['bergamot', 'apertium'] },
      api: { port: 8787, origins: [], perMinute: 600 },
      webhooks: { allow: [] },
      bergamot: {},
      typography: {},
      glossary: { swiss: true, folder: 'glossaries' },
      cloud: { region: 'eu-central-1', tags: {}, logDays: 30, translateConcurrency: 5, keepDays: { replaced: 30 } },
    })
    // low until a newsroom says what it may cost
    const amazon = { region: 'eu-central-1' }
    expect(parseConfig({ ...good, amazon }).amazon).toEqual({
      ...amazon,
      ceiling: { day: 200_000, month: 2_000_000 },
      embargoed: 'wait', // nothing embargoed leaves the house unless a newsroom says so
    })
  })

  test('takes what needs a person, and refuses a language that the product does not come in', () => {
    const product = { title: 'All', languages: ['de', 'fr'], person: { languages: ['fr'], grades: ['gist'], level: 'check' } }
    expect(parseConfig({ ...good, products: { all: product } }).products.all?.person).toEqual(product.person)
    const foreign = { ...product, person: { languages: ['it'] } }
    expect(problemsOf({ ...good, products: { all: foreign } })).toEqual([
      'products.all.person.languages.0: "it" is no language of this product',
    ])
  })

  test('takes no engine of one machine, no region that is none and no retention that CloudWatch has not, for the cloud', () => {
    const cloud = { region: 'Zürich', logDays: 31, translateConcurrency: 1, keepDays: { originals: 0 }, alarmEmail: 'desk' }
    expect(
      problemsOf({ ...good, engines: { cloud: ['apertium'] }, amazon: { region: 'eu', ceiling: { day: -1 } }, cloud }).map(
        (text) => text.split(':')[0],
      ),
    ).toEqual([
      'engines.cloud.0',
      'amazon.region',
      'amazon.ceiling.day',
      'cloud.region',
      'cloud.alarmEmail',
      'cloud.logDays',
      'cloud.translateConcurrency',
      'cloud.keepDays.originals',
    ])
  })

  test('lists all mistakes at once, each with its path: shape, names, zones, languages, unknown settings and cross references', () => {
    const problems = problemsOf({
      desks: {
        'Not A Name': { zone: 'Europe/Zurich', language: 'de' },
        sda: { zone: 'Mars/Olympus', language: 'german', pefix: 'x' },
        web: { zone: 'UTC', language: 'en', prefix: 'sda' },
      },
      products: {
        all: { filter: { desks: ['sda', 'nobody'], colour: 'red', urgency: 10 }, languages: [] },
      },
      engines: { local: ['babelfish'] },
      api: { port: '8787', publicUrl: 'ftp://example.org' },
      prodcuts: {},
    })
    for (const path of [
      'desks.Not A Name: ',
      'desks.sda.zone: ',
      'desks.sda.language: ',
      'desks.sda.pefix: unknown setting',
      'desks.web.prefix: "sda" is the folder of desk "sda" already',
      'products.all.title: ',
      'products.all.filter.desks.1: no desk "nobody" is configured',
      'products.all.filter.colour: unknown setting',
      'products.all.filter.urgency: ',
      'products.all.languages: at least one language',
      'engines.local.0: ',
      'api.port: ',
      'api.publicUrl: ',
      'prodcuts: unknown setting',
    ])
      expect(
        problems.some((problem) => problem.startsWith(path)),
        `${path} in\n${problems.join('\n')}`,
      ).toBe(true)
    expect(problems).toHaveLength(14)
  })

  test.each([undefined, null, 'text', 7, []])('refuses %j with one clear mistake', (input) => {
    expect(problemsOf(input)).toEqual([expect.stringMatching(/^\(the whole\): /)])
  })

  test.each([
    ['a language twice in a product', { products: { all: { title: 'All', languages: ['de', 'de'] } } }, 'products.all.languages'],
    ['no desk', { desks: {} }, 'desks: at least one desk'],
    ['no product', { products: {} }, 'products: at least one product'],
    ['a port out of range', { api: { port: 65_536 } }, 'api.port'],
    ['a product name that is no URL segment', { products: { 'a/b': good.products.all } }, 'products.a/b'],
    [
      'a source longer than the ledger keeps',
      { products: { all: { ...good.products.all, filter: { sources: ['x'.repeat(33)] } } } },
      'products.all.filter.sources.0',
    ],
    [
      'a code longer than the ledger keeps',
      { products: { all: { ...good.products.all, filter: { subjects: [`iptc:${'1'.repeat(48)}`] } } } },
      'products.all.filter.subjects.0',
    ],
  ])('refuses %s', (_, change, path) => {
    expect(problemsOf({ ...good, ...change })).toEqual([expect.stringContaining(path)])
  })

  test('takes a desk name that stands on every object without being taken in by it', () => {
    const filter = { desks: ['constructor', 'tostring'] }
    expect(problemsOf({ ...good, products: { all: { ...good.products.all, filter } } })).toHaveLength(2)
  })
})
