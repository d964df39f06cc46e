import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Span } from '@depesche/article/model'
import type { Term } from '@depesche/translation/guard/terms'

/** A pair of the labelled set: faithful (`ok`), or with one error planted by hand, named for the rule that should say so. */
export interface LabelledPair {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label: string
  readonly source: readonly Span[]
  readonly target: readonly Span[]
  readonly terms: readonly Term[]
  /** the guard was tuned on one half; what is claimed is measured on the other */
  readonly half: 'tuning' | 'held-out'
}

const folder = new URL('./pairs/', import.meta.url)

/** All pairs: `{from}-{to}.tsv` holds label, source, target and glossary terms, `[text](address)` is a link. */
export const labelledPairs: readonly LabelledPair[] = readdirSync(folder)
  .filter((name) => name.endsWith('.tsv'))
  .toSorted()
  .flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .trim()
      .split('\n')
      .map((line, at) => pair(name.slice(0, -4), line, at)),
  )

function pair(direction: string, line: string, at: number): LabelledPair {
  const [from = '', to = ''] = direction.split('-')
  const [label = '', source = '', target = '', terms = ''] = line.split('\t')
  const id = `${direction}-${String(at + 1).padStart(3, '0')}`
  return { id, from, to, label, source: spans(source), target: spans(target), terms: termsOf(terms), half: halfOf(id) }
}

/** By a hash of the id: nobody chose what is held out. */
function halfOf(id: string): LabelledPair['half'] {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'tuning' : 'held-out'
}

function spans(text: string): readonly Span[] {
  const found: Span[] = []
  let at = 0
  for (const match of text.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)) {
    found.push({ text: text.slice(at, match.index) }, { text: match[1] ?? '', marks: [{ kind: 'link', href: match[2] ?? '' }] })
    at = match.index + match[0].length
  }
  return [...found, { text: text.slice(at) }].filter((span) => span.text !== '')
}

/** `term=translation`, `!forbidden`, `=kept`. */
function termsOf(text: string): readonly Term[] {
  if (text === '') return []
  if (text.startsWith('!')) return [{ kind: 'forbid', term: text.slice(1) }]
  const [term = '', translation = ''] = text.split('=')
  return term === '' ? [{ kind: 'keep', term: translation }] : [{ kind: 'translate', term, translation }]
}
