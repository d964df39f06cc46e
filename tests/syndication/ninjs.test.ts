import type { Article } from '@depesche/article/model'
import { languageName, machineLabel } from '@depesche/syndication/labels'
import { ninjs, resolveLinks } from '@depesche/syndication/ninjs'
import type { Provenance, RenditionInput } from '@depesche/syndication/rendition'
import { describe, expect, test } from 'vitest'
import { fullArticle, neural, plainArticle, product, pseudo, rules } from './articles.ts'

function input(article: Article, language: string, provenance?: Provenance): RenditionInput {
  const base = { article, articleHash: 'f'.repeat(64), product, language, edition: 0, content: article.content }
  return provenance ? { ...base, provenance } : base
}

describe('a machine translation says so', () => {
  test.each([
    ['fr', 'Traduction automatique, non relue par une personne. Original : allemand.'],
    ['es', 'Traducción automática, no revisada por una persona. Original en alemán.'],
    ['ca', 'Traducció automàtica, no revisada per cap persona. Original en alemany.'],
    ['it', 'Traduzione automatica, non rivista da una persona. Originale: tedesco.'],
    ['en', 'Machine translation, not checked by a person. Original: German.'],
  ])('to the reader in %s, in the reader’s language', (language, label) => {
    expect(ninjs(input(fullArticle, language, rules))).toMatchObject({
      descriptions: [{ role: 'machine-translation-label', value: label }],
      usageTerms: label,
    })
  })

  test('and says so when a person has read it, or written some of it', () => {
    const read = ninjs({ ...input(fullArticle, 'fr', rules), approvedAt: '2026-11-28T12:00:00Z', edited: 'yes' })
    expect(read.usageTerms).toBe('Traduction automatique, relue par une personne. Original : allemand.')
    expect(read.descriptions).toEqual([expect.objectContaining({ value: read.usageTerms })])
    expect(read.trustIndicators).toContainEqual({ role: 'urn:x-depesche:edited-by-a-person', title: 'yes' })
    const later = ninjs({ ...input(fullArticle, 'fr', rules), edited: 'in part' })
    expect(later.usageTerms).toBe('Traduction automatique, non relue par une personne. Original : allemand.')
    expect(later.trustIndicators).toContainEqual({ role: 'urn:x-depesche:edited-by-a-person', title: 'in part' })
    for (const language of ['ca', 'de', 'en', 'es', 'fr', 'it', 'pt', 'rm', 'ja'])
      expect(machineLabel(language, 'fr', 'gist', true)).not.toBe(machineLabel(language, 'fr', 'gist'))
  })

  test('in German for a Swiss reader, and in English where there is no label', () => {
    expect(machineLabel('de-CH', 'fr', 'gist')).toBe('Maschinelle Übersetzung, von niemandem geprüft. Original: Französisch.')
    expect(machineLabel('ja', 'fr', 'gist')).toMatch(/^Machine translation/)
    expect(languageName('not a tag', 'en')).toBe('not a tag')
  })

  test('and pseudo says that it is no translation at all', () => {
    expect(ninjs(input(fullArticle, 'fr', pseudo))).toMatchObject({ usageTerms: expect.stringMatching(/^NOT A TRANSLATION/) })
  })

  test.each([
    ['a neural engine', neural, 'trainedAlgorithmicMedia'],
    ['rules', rules, 'algorithmicMedia'],
    ['pseudo', pseudo, 'algorithmicMedia'],
  ])('with the digital source type of %s', (_, provenance, type) => {
    expect(ninjs(input(fullArticle, 'fr', provenance))).toMatchObject({
      digitalSourceType: { literal: type, uri: `http://cv.iptc.org/newscodes/digitalsourcetype/${type}` },
    })
  })

  test('with engine, route, grade, time, and the source’s version, language and hash', () => {
    const item = ninjs(input(fullArticle, 'fr', rules))
    expect(item.infoSources).toContainEqual({ role: 'translator', name: 'apertium 3.8.3', literal: 'apertium' })
    expect(item.trustIndicators).toEqual([
      { role: 'urn:x-depesche:translation-grade', title: 'readable' },
      { role: 'urn:x-depesche:translation-route', title: 'fra-cat, cat-ita' },
      { role: 'urn:x-depesche:translated-at', title: '2026-11-24T08:00:01.000Z' },
      { role: 'urn:x-depesche:edited-by-a-person', title: 'no' },
    ])
    expect(item.altIds).toEqual(
      expect.arrayContaining([
        { role: 'source-version', value: '3' },
        { role: 'source-language', value: 'de' },
        { role: 'source-sha256', value: 'f'.repeat(64) },
        { role: 'edition', value: '0' },
      ]),
    )
  })
})

describe('the source’s own words', () => {
  test('carry no label and no translator', () => {
    const text = JSON.stringify(ninjs(input(fullArticle, 'de')))
    expect(text).not.toMatch(/machine-translation-label|translator|translation-grade|usageTerms/)
  })

  test('say whether a person or a robot wrote them', () => {
    expect(ninjs(input(fullArticle, 'de'))).toMatchObject({ digitalSourceType: { literal: 'digitalCreation' } })
    expect(ninjs(input({ ...fullArticle, machineMade: true }, 'de'))).toMatchObject({ digitalSourceType: { literal: 'dataDrivenMedia' } })
  })
})

describe('ninjs()', () => {
  test('publishes neither notes, editor’s notes nor authors’ initials', () => {
    for (const provenance of [undefined, rules]) expect(JSON.stringify(ninjs(input(fullArticle, 'fr', provenance)))).not.toContain('secret')
  })

  test('gives the same bytes for the same input', () => {
    expect(JSON.stringify(ninjs(input(fullArticle, 'fr', rules)))).toBe(JSON.stringify(ninjs(input(fullArticle, 'fr', rules))))
  })

  test('names the siblings in the reader’s language, and which of them is the original', () => {
    const { associations } = ninjs(input(fullArticle, 'fr', rules)) as unknown as {
      readonly associations: readonly { readonly name: string; readonly language: string; readonly title: string }[]
    }
    expect(associations.map(({ name, title }) => `${name} ${title}`)).toEqual([
      'original-de allemand',
      'translation-it italien',
      'translation-en anglais',
      'translation-es espagnol',
      'translation-ca catalan',
      'translation-de-CH allemand suisse',
    ])
  })

  test('leaves the words of a body in the text alone: plain text beside the HTML, with counts', () => {
    const { bodies } = ninjs(input(fullArticle, 'de')) as unknown as { readonly bodies: readonly { readonly value: string }[] }
    expect(bodies.map((body) => ({ ...body, value: body.value.length > 0 }))).toEqual([
      { role: 'html', contentType: 'text/html', wordCount: expect.any(Number), charCount: expect.any(Number), value: true },
      { role: 'text', contentType: 'text/plain', wordCount: expect.any(Number), charCount: expect.any(Number), value: true },
    ])
    expect(bodies[1]?.value).toContain('the page and a trap')
  })
})

describe('resolveLinks()', () => {
  test('makes every sibling link whole and changes nothing else', () => {
    const item = ninjs(input(fullArticle, 'fr', rules))
    const whole = resolveLinks(item, (path) => `https://api.example.org${path}`)
    expect(JSON.stringify(whole)).not.toContain('depesche:/')
    expect(JSON.stringify(whole).replaceAll('https://api.example.org/v1', 'depesche:/v1')).toBe(JSON.stringify(item))
  })

  test('leaves a document without associations as it is', () => {
    const { associations: _, ...alone } = ninjs(input(plainArticle, 'en'))
    expect(resolveLinks(alone, (path) => path)).toEqual(alone)
  })
})
