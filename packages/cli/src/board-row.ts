import { offerable } from '@depesche/pipeline/ledger/desired'
import { compareMarks, NO_MARK } from '@depesche/pipeline/ledger/mark'
import type { LanguageItem, Out, UploadItem } from '@depesche/pipeline/ledger/shapes'
import type { ArticleSurvey } from '@depesche/pipeline/survey'
import { allowsGrade, carries, type Product } from '@depesche/syndication/product'

/** An upload on the board, and how far each language of its article is. */
export interface Row {
  readonly upload: UploadItem
  readonly survey: ArticleSurvey | undefined
  readonly out: readonly string[]
  readonly waiting: readonly string[]
  readonly failed: readonly string[]
  /** translations that a product sells only when a person has read them */
  readonly person: readonly string[]
  /** translations that a person has rejected */
  readonly rejected: readonly string[]
}

/** What stands of an upload. */
export function rowOf(upload: UploadItem, survey: ArticleSurvey | undefined, products: readonly Product[]): Row {
  const of = (pick: (language: LanguageItem & { readonly language: string }) => boolean) =>
    (survey?.languages ?? []).filter(pick).map(({ language }) => language)
  const version = survey?.head.version ?? 0
  const says = ({ out, language }: LanguageItem & { readonly language: string }) =>
    survey && out?.version === version ? wordsAre(survey, products, language, out) : []
  return {
    upload,
    survey,
    out: of((each) => says(each).includes('out')),
    waiting: of(({ work }) => work?.version === version && work.state === 'waiting'),
    failed: of(({ work }) => work?.version === version && work.state === 'failed'),
    person: of((each) => says(each).includes('person')),
    rejected: of((each) => says(each).includes('rejected')),
  }
}

/** The languages of an article's version now that wait because no engine takes their direction. */
export function enginelessOf({ languages, head }: Pick<ArticleSurvey, 'languages' | 'head'>): readonly string[] {
  return languages.filter(({ work }) => work?.version === head.version && work.engineless).map(({ language }) => language)
}

export type WordsAre = 'out' | 'person' | 'rejected'

/**
 * What may be done with the words of a language, whatever keeps the article in: `out`, some product may offer them (or no
 * product asks for a person); `person`, some product waits for one; `rejected`, a person has.
 */
export function wordsAre(
  { head }: Pick<ArticleSurvey, 'head'>,
  products: readonly Product[],
  language: string,
  out: Out,
): readonly WordsAre[] {
  if (compareMarks(out, head.floors[language] ?? NO_MARK) < 0) return ['rejected']
  const sellers = products.filter((product) => carries(product, language, head.filter) && allowsGrade(product, out.grade))
  const waiting = sellers.filter((product) => !offerable(product, language, out))
  return [
    ...(waiting.length < sellers.length || sellers.length === 0 ? (['out'] as const) : []),
    ...(waiting.length > 0 ? (['person'] as const) : []),
  ]
}
