import type { PlaceNames } from '../place-in.ts'
import { swissLanguages, swissRows } from './swiss.ts'

/** The places of the shipped glossary by their names: the written one first. */
export const swissPlaces = (): readonly PlaceNames[] =>
  swissRows()
    .filter(({ kind }) => kind === 'place')
    .map(({ names }) =>
      Object.fromEntries(
        swissLanguages.flatMap((language) => {
          const forms = names[language]
          return forms ? [[language, [...new Set([forms.written, ...forms.sought])]]] : []
        }),
      ),
    )
