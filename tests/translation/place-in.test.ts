import { swissPlaces } from '@depesche/translation/glossary/swiss-places'
import { creditLineIn, placeIn } from '@depesche/translation/place-in'
import { expect, test } from 'vitest'

test.each([
  ['Genf', 'de', 'fr', 'Genève'],
  ['BASEL', 'de', 'it', 'BASILEA'],
  ['Bern', 'de', 'fr-CH', 'Berne'],
  ['Coire', 'fr', 'de', 'Chur'],
  ['Moskau', 'de', 'en', 'Moscow'],
  ['Strasbourg', 'fr', 'de-CH', 'Strassburg'],
  ['L’Aia', 'it', 'fr', 'La Haye'],
  ['Talwil', 'de', 'fr', 'Talwil'],
  ['Rome', 'en', 'es', 'Roma'],
  ['Bern', 'de', 'ja', 'Bern'],
])('placeIn() %s, %s to %s, is %s', (place, from, to, expected) => {
  expect(placeIn(place, from, to, swissPlaces())).toBe(expected)
})

test('creditLineIn() calls each agency what its readers call it', () => {
  expect(creditLineIn('SDA/DPA', 'de', 'fr')).toBe('ATS/DPA')
  expect(creditLineIn('Keystone-ATS', 'fr-CH', 'de')).toBe('Keystone-SDA')
  expect(creditLineIn('SDA', 'de', 'en')).toBe('SDA')
  expect(creditLineIn('AFP', 'fr', 'de')).toBe('AFP')
})
