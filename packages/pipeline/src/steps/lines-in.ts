import type { Article } from '@depesche/article/model'

/** What stands around the body and has another name in another language; absent: as in the source. */
export interface Lines {
  /** the dateline's place */
  readonly located?: string
  readonly credit?: string
}

/** An article's dateline and credit in another language. What knows their names is read only where there is one. */
export async function linesIn({ dateline, credit, language: from }: Article, to: string): Promise<Lines> {
  if (dateline === undefined && credit === undefined) return {}
  const [{ creditLineIn, placeIn }, { swissPlaces }] = await Promise.all([
    import('@depesche/translation/place-in'),
    import('@depesche/translation/glossary/swiss-places'),
  ])
  const located = dateline && placeIn(dateline.place, from, to, swissPlaces())
  const credited = credit && creditLineIn(credit, from, to)
  return {
    ...(located === undefined || located === dateline?.place ? {} : { located }),
    ...(credited === undefined || credited === credit ? {} : { credit: credited }),
  }
}
