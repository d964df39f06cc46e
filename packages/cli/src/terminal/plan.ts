import type { Plan, Touch } from '@depesche/pipeline/plan'
import { heldBecause } from './stations.ts'
import { cut, paint, safe } from './style.ts'
import { table } from './table.ts'

const BECOMES: Readonly<Record<Touch['becomes'], string>> = {
  created: 'goes out',
  updated: 'goes out again',
  canceled: 'canceled: partners delete it',
  removed: 'removed: partners take it off',
  closed: 'kept from readers, without a word',
  same: 'stays as it is',
}

const gate = (closings: readonly string[]) => (closings.length > 0 ? heldBecause(closings) : 'nothing')

/** What a decision would do, for the person who is about to take it. `title`: the decision in words. */
export function planLines(title: string, plan: Plan): readonly string[] {
  const head = `${paint('bold', title)}: ${plan.id} version ${plan.version} “${safe(cut(plan.headline, 80))}”`
  if (plan.idle !== undefined) return [head, `  changes nothing: ${safe(plan.idle)}`]
  // what was kept from readers before is no news
  const touches = plan.before.length > 0 ? plan.touches.filter(({ becomes }) => becomes !== 'closed') : plan.touches
  return [head, `  what keeps it in: now ${gate(plan.before)}; then ${gate(plan.after)}`, ...touchLines(touches)]
}

function touchLines(touches: readonly Touch[]): readonly string[] {
  if (touches.length === 0) return ['  no feed changes']
  const rows = touches.map(({ feed, says, becomes }) => [`  ${feed.product}/${feed.language}`, says ?? 'nothing yet', BECOMES[becomes]])
  return [table(['  feed', 'says now', 'then'], rows)]
}
