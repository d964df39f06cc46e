import type { Article, Content } from '@depesche/article/model'
import type { Product } from './product.ts'

/** How a language came to be: absent for the source's own words. Instants in UTC with `Z`. */
export interface Provenance {
  /** the engine's name: `apertium` */
  readonly engine: string
  /** the engine and its version: `apertium 3.8.3` */
  readonly label: string
  readonly method: 'neural' | 'rules' | 'stand-in'
  /** the engine's way: `fra-cat, cat-ita` */
  readonly route: string
  readonly grade: string
  readonly at: string
}

/** All that a writer needs to make one output document: the same input gives the same bytes, at any time. */
export interface RenditionInput {
  readonly article: Article
  /** hash of the article's document: which version exactly was translated */
  readonly articleHash: string
  readonly product: Product
  readonly language: string
  readonly edition: number
  readonly content: Content
  readonly provenance?: Provenance
  /** when a person let these words go: ISO 8601, UTC */
  readonly approvedAt?: string
  /** a person has written some of these words: in this edition, or in an earlier version whose passages stand unchanged */
  readonly edited?: 'yes' | 'in part'
  /** the dateline's place, where it is called otherwise in this language than in the source's */
  readonly located?: string
  /** the credit line, where it reads otherwise in this language */
  readonly credit?: string
}
