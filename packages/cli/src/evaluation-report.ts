import type { Evaluated, Scored } from './evaluation.ts'

const nameOf = ({ engine }: Scored) => engine?.label ?? 'the file’s own translations'
const per100 = (count: number, pairs: number) => (pairs === 0 ? '' : ((100 * count) / pairs).toFixed(1))
/** A cell of a Markdown table: one line, and no sign that ends it. */
const cell = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;')

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)]
}

/** What was measured, as a Markdown report. `file`: which memory; `at`: when (ISO 8601). */
export function evaluationReport(file: string, at: string, evaluated: readonly Evaluated[]): string {
  return [
    `# Evaluation against ${cell(file)}`,
    '',
    `${at.slice(0, 10)}. chrF++ (character n-grams to 6, word n-grams to 2, recall twice the weight, over the whole direction) from 0 to 100, the more the nearer to what the file has. *Flagged*: of a hundred pairs those in which the fact guard finds something for a desk to check. What it finds in the file’s own translations, if they are right, are its false alarms.`,
    ...evaluated.flatMap(section),
    '',
  ].join('\n')
}

function section({ from, to, of, pairs, scored, without }: Evaluated): readonly string[] {
  const rules = [...new Set(scored.flatMap(({ byRule }) => Object.keys(byRule)))].toSorted()
  const rows = scored.map((each) => [
    nameOf(each),
    each.engine?.offer.route ?? '',
    each.engine?.offer.grade ?? '',
    each.failed === undefined ? (each.score?.toFixed(1) ?? '') : `failed: ${each.failed}`,
    each.failed === undefined ? per100(each.flagged, pairs) : '',
    each.milliseconds === undefined ? '' : (each.milliseconds / pairs).toFixed(0),
  ])
  return [
    '',
    `## ${from} to ${to}`,
    '',
    `${pairs === 1 ? '1 pair' : `${pairs.toLocaleString('en')} pairs`}${of > pairs ? `, spread evenly over the ${of.toLocaleString('en')} of the file` : ''}.${without.length > 0 ? ` Not translated by ${without.join(', ')}.` : ''}`,
    '',
    ...table(['', 'way', 'grade', 'chrF++', 'flagged', 'ms a pair'], rows),
    ...(rules.length > 0 ? ['', 'Findings in a hundred pairs:', '', ...ruleTable(rules, scored, pairs)] : []),
    ...scored.flatMap(examples),
  ]
}

const ruleTable = (rules: readonly string[], scored: readonly Scored[], pairs: number) =>
  table(
    ['rule', ...scored.map(nameOf)],
    rules.map((rule) => [rule, ...scored.map(({ byRule, failed }) => (failed === undefined ? per100(byRule[rule] ?? 0, pairs) : ''))]),
  )

function examples(scored: Scored): readonly string[] {
  if (scored.worst.length === 0) return []
  const rows = scored.worst.map(({ score, source, reference, translation }) => [score.toFixed(1), source, reference, translation])
  return ['', `Farthest from the file, ${nameOf(scored)}:`, '', ...table(['chrF++', 'source', 'the file', 'the engine'], rows)]
}
