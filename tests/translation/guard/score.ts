import type { Finding } from '@depesche/translation/guard/finding'
import { guard } from '@depesche/translation/guard/guard'
import type { LabelledPair } from './labelled-pairs.ts'

export interface Judged {
  readonly pair: LabelledPair
  readonly findings: readonly Finding[]
}

export interface Score {
  readonly rule: string
  /** of the pairs in which the rule spoke, those with an error of its kind */
  readonly precision: number
  /** of the pairs with this error, those in which a rule of its kind spoke */
  readonly recall: number
  readonly planted: number
  readonly spoke: number
}

/** Rules of a kind answer for one another: a wrong number may show as one missing and one extra. */
const KINDS: Readonly<Record<string, string>> = {
  'number-changed': 'number',
  'number-missing': 'number',
  'number-extra': 'number',
  'currency-changed': 'unit',
  'unit-changed': 'unit',
  'time-changed': 'time',
  'time-missing': 'time',
  'time-extra': 'time',
  'name-changed': 'name',
  'name-missing': 'name',
  'name-extra': 'name',
  'negation-lost': 'negation',
  'negation-added': 'negation',
  'quotation-lost': 'quotation',
  'quotation-extra': 'quotation',
  'quotation-open': 'quotation',
}
const kind = (rule: string) => KINDS[rule] ?? rule

/** Where a piece of the text is missing, doubled or in the wrong language, its numbers and names are rightly missed too. */
const WHOLE = new Set(['text-cut', 'untranslated', 'wrong-language', 'text-repeated'])
const follows = (label: string, rule: string) => WHOLE.has(label) && label !== rule

export function judge(pairs: readonly LabelledPair[]): readonly Judged[] {
  return pairs.map((pair) => ({ pair, findings: guard(pair) }))
}

export function scores(judged: readonly Judged[]): readonly Score[] {
  const rules = new Set(judged.flatMap(({ pair, findings }) => [pair.label, ...findings.map(({ rule }) => rule)]))
  rules.delete('ok')
  return [...rules].toSorted().map((rule) => score(rule, judged))
}

function score(rule: string, judged: readonly Judged[]): Score {
  const spoke = judged.filter(({ pair, findings }) => !follows(pair.label, rule) && findings.some((finding) => finding.rule === rule))
  const planted = judged.filter(({ pair }) => pair.label === rule)
  const right = spoke.filter(({ pair }) => kind(pair.label) === kind(rule)).length
  const caught = planted.filter(({ findings }) => findings.some((finding) => kind(finding.rule) === kind(rule))).length
  return { rule, precision: right / spoke.length, recall: caught / planted.length, planted: planted.length, spoke: spoke.length }
}

/** Faithful pairs on which the guard spoke. */
export function falseAlarms(judged: readonly Judged[]): readonly Judged[] {
  return judged.filter(({ pair, findings }) => pair.label === 'ok' && findings.length > 0)
}
