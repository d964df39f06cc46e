import { type Mark, plain, type Span } from '@depesche/article/model'
import { joinedSpans } from '@depesche/translation/joined-spans'
import { sentencesOf } from '@depesche/translation/sentences'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const split = (text: string, language: string) => sentencesOf([{ text }], language).map(({ spans }) => plain(spans))

/** Sentences as they must come apart, by language. */
const COPY: Readonly<Record<string, readonly (readonly string[])[]>> = {
  de: [
    ['Der Rat stimmt z. B. am 1. Mai in St. Gallen ab.', 'Niemand ist dagegen.'],
    ['Gemäss Art. 5 Abs. 2 gilt das.', 'Das sagte Dr. A. Keller am Montag.'],
    ['Das kostet ca. 3,5 Mio. Fr. im Jahr.', 'Bezahlt wird bis am 31. Dezember.'],
    ['Er spielt in der 3. Liga.', 'Zum 2. Mal gewann er.'],
    ['«Das geht nicht.»', 'So sagte es die Präsidentin.'],
    ['Um 14.20 Uhr war es vorbei.', 'Es fielen 48.5 Millimeter Regen.'],
    ['Das war im Jahr 2023.', 'Danach kam nichts mehr.'],
    ['Wer bezahlt?', 'Die Kantone, u. a. der Kanton Waadt.'],
    ['Die Firma Muster & Co. AG baut.', 'Die Bauzeit beträgt rund zwei J. und mehr.'],
  ],
  fr: [
    ['M. Dupont a parlé le 1er mai.', 'Mme Morel était absente.'],
    ['Selon l’art. 5 al. 2, c’est permis.', 'Le Conseil des Etats l’a confirmé.'],
    ['Cela coûte env. 3,5 mio. de francs.', 'C’est trop cher, p. ex. pour Vaud.'],
    ['«C’est faux», dit-il.', 'Vraiment?', 'Oui.'],
    ['A 14h20, tout était fini.', 'Il est tombé 48,5 millimètres.'],
  ],
  it: [
    ['Il dott. Rossi ha parlato lunedì.', 'Nessuno era contrario.'],
    ['Secondo l’art. 5 cpv. 2 è permesso.', 'Costa ca. 3,5 mio. di franchi.'],
    ['Lo ha detto il sig. Bianchi.', 'Alle 14.20 era finita.'],
  ],
  en: [
    ['Mr. Keller spoke in St. Gallen on Monday.', 'Nobody objected.'],
    ['The U.S. embassy was closed at 2.20 p.m. that day.', 'It opened again.'],
    ['It costs approx. 3.5 million.', 'Who pays?', 'The cantons do.'],
  ],
  es: [
    ['El Sr. García habló el lunes.', 'EE. UU. no respondió.'],
    ['Según el art. 5, está permitido.', '¿Quién paga?', 'Los cantones.'],
  ],
}

describe('sentencesOf()', () => {
  for (const [language, all] of Object.entries(COPY))
    for (const sentences of all)
      test(`${language}: ${sentences.join(' | ')}`, () => {
        expect(split(sentences.join(' '), language)).toEqual(sentences)
        expect(split(sentences.join(' '), `${language}-CH`)).toEqual(sentences)
      })

  test('a forced line break ends a sentence, whatever stands before it', () => {
    expect(split('Bern, 1.\nMai war es.', 'de')).toEqual(['Bern, 1.', 'Mai war es.'])
  })

  test('keeps marks on their words and in between', () => {
    const link: readonly Mark[] = [{ kind: 'link', href: 'https://a.example' }]
    const segment: readonly Span[] = [{ text: 'One ' }, { text: 'is. Two', marks: link }, { text: ' is.' }]
    expect(sentencesOf(segment, 'en')).toEqual([
      { spans: [{ text: 'One ' }, { text: 'is.', marks: link }], gap: [{ text: ' ', marks: link }] },
      { spans: [{ text: 'Two', marks: link }, { text: ' is.' }], gap: [] },
    ])
  })

  test('put together they are the segment again, whatever stands in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Art. 5. ', 'z. B. ', ' ', '\n', '1. Mai. ', '«Ja.» Nein. ', '! ? '),
    )
    const marks = fc.constantFrom<Span['marks']>(undefined, [{ kind: 'strong' }], [{ kind: 'emphasis' }, { kind: 'strong' }])
    const span = fc.tuple(text, marks).map(([words, mark]): Span => (mark ? { text: words, marks: mark } : { text: words }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.constantFrom('de', 'fr', 'it', 'en', 'es', 'ca', 'rm'), (segment, language) => {
        const parts = sentencesOf(segment, language).flatMap(({ spans, gap }) => [spans, gap])
        expect(joinedSpans(parts)).toEqual(joinedSpans([segment]))
      }),
    )
  })
})
