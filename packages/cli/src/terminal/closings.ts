import type { ArticleSurvey } from '@depesche/pipeline/survey'
import { heldBecause } from './stations.ts'
import { paint, safe } from './style.ts'

/** Why nothing of an article goes out, each with what lifts it. */
export function closingLines({ id, head, closings }: ArticleSurvey, now: number): readonly string[] {
  const lines = closings.map((closing) => {
    return `${paint('yellow', 'HELD')}: ${whatIs(closing, head)}. ${liftOf(closing, id, head)}`
  })
  const { value: expires } = head.expires
  if (expires === null) return lines
  const isOver = Date.parse(expires) <= now
  const what = isOver ? `expired at ${expires} and is out of the feeds.` : `expires at ${expires}.`
  return [...lines, `${what} depesche expire ${id} --never`]
}

function whatIs(closing: string, { embargo, killed, doubts }: ArticleSurvey['head']): string {
  if (closing === 'embargo') return `embargoed${embargoText(embargo.value)}`
  const told = closing === 'killed' && killed.why ? ` (partners are told: “${safe(killed.why)}”)` : ''
  return heldBecause([closing], doubts) + told
}

function embargoText(embargo: ArticleSurvey['head']['embargo']['value']): string {
  if (embargo === null) return ''
  return 'until' in embargo ? ` until ${embargo.until}` : `, and nobody can read until when: “${safe(embargo.unreadable)}”`
}

function liftOf(closing: string, id: string, { embargo }: ArticleSurvey['head']): string {
  switch (closing) {
    case 'killed':
      return `depesche revive ${id}`
    case 'stopped':
      return `Ask the source: depesche kill ${id} --reason …, or depesche release ${id}`
    case 'held':
      return `depesche release ${id}`
    case 'withheld':
    case 'doubt':
      return `depesche approve ${id}`
    case 'embargo':
      return embargo.value !== null && 'until' in embargo.value
        ? `It ends by itself; now: depesche embargo ${id} --lift`
        : `depesche embargo ${id} --until TIME, or --lift`
    case 'test':
      return 'A test never goes out'
    default:
      return ''
  }
}
