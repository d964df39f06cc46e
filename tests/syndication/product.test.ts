import { allowsGrade, carries, type FilterFacts, filterFacts, matches, type Product } from '@depesche/syndication/product'
import { describe, expect, test } from 'vitest'
import { fullArticle, plainArticle } from './articles.ts'

const facts: FilterFacts = {
  desk: 'sda',
  language: 'de',
  type: 'text',
  format: 'newsml12',
  service: 'bsd',
  urgency: 4,
  subjects: ['iptc:15054000', 'sda:spo'],
  places: ['iso:CH-BE'],
  sources: ['ats', 'afp'],
}

describe('matches()', () => {
  test('takes everything without conditions', () => {
    expect(matches({}, facts)).toBe(true)
  })

  test.each([
    [{ desks: ['sda', 'web'] }, true],
    [{ desks: ['web'] }, false],
    [{ languages: ['de'] }, true],
    [{ languages: ['fr', 'de-CH'] }, false],
    [{ types: ['text'] }, true],
    [{ types: ['picture'] }, false],
    [{ services: ['bsd'] }, true],
    [{ services: ['bs'] }, false],
    [{ subjects: ['iptc:15'] }, true],
    [{ subjects: ['iptc:15054'] }, true],
    [{ subjects: ['iptc:150540001'] }, false],
    [{ subjects: ['15'] }, false],
    [{ subjects: ['iptc:04', 'sda:'] }, true],
    [{ places: ['iso:CH'] }, true],
    [{ places: ['iso:DE'] }, false],
    [{ urgency: 4 }, true],
    [{ urgency: 5 }, true],
    [{ urgency: 3 }, false],
    [{ sources: ['ats', 'afp', 'dpa'] }, true],
    [{ sources: ['ats'] }, false],
    [{ sources: [] }, false],
    [{ desks: ['sda'], languages: ['fr'] }, false],
    [{ desks: ['sda'], languages: ['de'], subjects: ['iptc:15'], urgency: 9 }, true],
  ] as const)('answers for %j: %s', (filter, expected) => {
    expect(matches(filter, facts)).toBe(expected)
  })

  test('takes an article without sources wherever rights are asked: it is the desk’s own', () => {
    expect(matches({ sources: ['ats'] }, { ...facts, sources: [] })).toBe(true)
  })
})

describe('filterFacts()', () => {
  test('reads codes, and sources in lower case', () => {
    expect(filterFacts(fullArticle, 'sda')).toMatchObject({
      desk: 'sda',
      subjects: ['iptc:15000000', 'sda:spo/<x>'],
      places: ['iso:CH-BE'],
      sources: ['ats', 'blick'],
      urgency: 3,
      service: 'bsd',
    })
    expect(filterFacts(plainArticle, 'sda')).toMatchObject({ urgency: 5, service: '', subjects: [], sources: [] })
  })

  test('stays small for an article with any number of codes, and never names the same code twice', () => {
    const many = Array.from({ length: 400 }, (_, index) => ({ scheme: 'iptc', code: `${index % 200}`.padStart(90, '1') }))
    const found = filterFacts({ ...plainArticle, subjects: many, places: many, sources: many.map(({ code }) => code) }, 'sda')
    expect(JSON.stringify(found).length).toBeLessThan(3000)
  })

  test('lets no source out of a rights filter by hiding behind a long list', () => {
    const sources = [...Array.from({ length: 40 }, () => 'ats'), 'foreign']
    expect(matches({ sources: ['ats'] }, filterFacts({ ...plainArticle, sources }, 'sda'))).toBe(false)
    const distinct = [...Array.from({ length: 20 }, (_, index) => `s${index}`), 'foreign']
    expect(matches({ sources: distinct.slice(0, 20) }, filterFacts({ ...plainArticle, sources: distinct }, 'sda'))).toBe(false)
  })

  test('lets no source out of a rights filter by a name that begins like an allowed one', () => {
    const allowed = 'x'.repeat(32)
    const of = (source: string) => matches({ sources: [allowed] }, filterFacts({ ...plainArticle, sources: [source] }, 'sda'))
    expect(of(allowed)).toBe(true)
    expect(of(`${allowed} but another`)).toBe(false)
  })
})

describe('a product', () => {
  const product: Product = { name: 'p', title: 'P', filter: { desks: ['sda'] }, languages: ['de', 'fr'], grades: ['publishable'] }

  test('comes in its own languages alone', () => {
    expect(carries(product, 'fr', facts)).toBe(true)
    expect(carries(product, 'it', facts)).toBe(false)
    expect(carries(product, 'fr', { ...facts, desk: 'web' })).toBe(false)
  })

  test('lets the source’s words out always, and a machine’s by its list', () => {
    expect(['source', 'publishable', 'readable', 'gist', 'none'].filter((grade) => allowsGrade(product, grade))).toEqual([
      'source',
      'publishable',
    ])
  })
})
