import { baseLanguage } from '@depesche/article/model'
import { packagesFor } from '@depesche/engines/apertium-fetch'
import { bergamotMayTranslate } from '@depesche/engines/bergamot/pairs'
import type { Observe, Sighting } from '@depesche/pipeline/observe'
import { cut, duration, paint, safe, size } from './style.ts'

const REASONS: Readonly<Record<string, string>> = {
  killed: 'killed',
  stopped: 'stopped: it looks like a kill and does not add up',
  held: 'held by the desk',
  withheld: 'withheld by the source',
  test: 'a test',
  embargo: 'embargoed',
  doubt: 'in doubt',
}

/** Why an article is held, in plain words. */
export function heldBecause(closings: readonly string[], doubts: readonly string[] = []): string {
  return closings
    .map((closing) => (closing === 'doubt' && doubts.length > 0 ? `in doubt (${doubts.join(', ')})` : (REASONS[closing] ?? closing)))
    .join(', ')
}

/** The lines that a sighting is told in. */
export function tell(sighting: Sighting): readonly string[] {
  switch (sighting.kind) {
    case 'received':
      return [`${paint('cyan', 'received')}    ${safe(sighting.desk)}/${safe(sighting.name)}, ${size(sighting.bytes)}`]
    case 'normalized':
      return normalized(sighting)
    case 'rejected': {
      const line = sighting.line === undefined ? '' : `, line ${sighting.line}`
      return [
        `${paint('red', 'rejected')}    ${safe(sighting.name)}${line}: ${safe(sighting.reason)}`,
        `            ${safe(sighting.remedy)}`,
      ]
    }
    case 'unpacked':
      return [`${paint('cyan', 'unpacked')}    ${safe(sighting.name)}: ${sighting.parts} articles`]
    case 'translated': {
      const { language, out, id } = sighting
      const how = out.provenance
        ? `${out.provenance.label} (${out.provenance.route}), ${out.grade}, ${duration(out.milliseconds)}`
        : "the source's own words"
      return [`${paint('green', 'translated')}  ${id} ${paint('bold', language)}: ${how}`]
    }
    case 'waiting':
      return [
        `${paint('yellow', 'waiting')}     ${sighting.id} ${paint('bold', sighting.language)}: ${sighting.reason} ${remedyFor(sighting.from, sighting.language)}`,
      ]
    case 'retrying':
      return [
        `${paint('yellow', 'retrying')}    ${sighting.id} ${sighting.language}: ${safe(sighting.reason)}; again at ${sighting.again.slice(11, 19)} UTC`,
      ]
    case 'ceiling':
      return sighting.news
        ? [`${paint('yellow', 'waiting')}     ${sighting.id} ${paint('bold', sighting.language)}: ${safe(sighting.reason)}`]
        : []
    case 'failed':
      return [`${paint('red', 'failed')}      ${sighting.id} ${sighting.language}: ${safe(sighting.reason)}`]
    case 'delivered':
      return [
        `${paint('green', 'delivered')}   ${sighting.id} to ${sighting.partner}: ${sighting.product}/${sighting.language} ${sighting.event}`,
      ]
    case 'undelivered':
      return [
        `${paint('yellow', 'undelivered')} ${sighting.partner}, try ${sighting.tries}: ${safe(sighting.reason)}; again at ${sighting.again.slice(0, 19).replace('T', ' ')} UTC`,
      ]
    case 'webhook-disabled':
      return [
        `${paint('red', 'disabled')}    ${sighting.partner} is sent nothing any more: ${safe(sighting.reason)}`,
        `            "depesche partner resume-webhook ${sighting.partner}" goes on where it stopped`,
      ]
    case 'decided':
      return [`${paint('cyan', 'decided')}     ${sighting.id} ${paint('bold', sighting.deed)}, by ${safe(sighting.actor)}`]
    case 'deferred':
      return [
        `${paint('yellow', 'waiting')}     ${sighting.id} ${paint('bold', sighting.language)}: embargoed, and ${safe(sighting.engine)} gets it only at ${sighting.until.slice(0, 19)}Z`,
      ]
    case 'out': {
      const { product, language, sequence, entry } = sighting
      return [
        `${paint('magenta', 'out')}         ${entry.id} ${entry.event} in ${paint('bold', `${product}/${language}`)}, sequence ${sequence}, version ${entry.version}`,
      ]
    }
  }
}

/** The engine to get for a direction; `undefined`: none that runs on a machine has it. */
function helperFor(from: string, to: string): 'apertium' | 'bergamot' | undefined {
  if (packagesFor([[from, to]]).length > 0) return 'apertium'
  return bergamotMayTranslate(from, to) ? 'bergamot' : undefined
}

/** What would help directions that no engine takes, all of which the same one has, or none. */
export function remedyFor(from: string, ...to: readonly string[]): string {
  const [helper, ...others] = new Set(to.map((language) => helperFor(from, language)))
  if (helper === undefined || others.length > 0)
    return '(no engine that runs on a machine has that; Amazon Translate may: npx --no depesche engines)'
  return `(npx --no depesche engines add ${helper} ${to.map((language) => `${baseLanguage(from)}-${baseLanguage(language)}`).join(' ')})`
}

function normalized(sighting: Extract<Sighting, { readonly kind: 'normalized' }>): readonly string[] {
  const { id, version, item, language, notes, closings, duplicate } = sighting
  if (duplicate) return [`${paint('dim', 'known')}       ${safe(sighting.name)} is ${id} version ${version}: nothing to do`]
  const lines = [`${paint('blue', 'normalized')}  ${id} version ${version}, ${language}: ${safe(cut(item.headline, 90))}`]
  for (const note of notes.filter((each) => each.dropped || each.level !== 'info').slice(0, 8))
    lines.push(
      `            ${note.dropped ? 'dropped' : note.level === 'hold' ? 'in doubt' : 'noted'}: ${safe(note.reason)}${note.text ? ` “${safe(cut(note.text.replaceAll(/\s+/g, ' '), 60))}”` : ''}`,
    )
  if (closings.length > 0)
    lines.push(
      `            ${paint('yellow', 'held')}: ${heldBecause(
        closings,
        notes.filter((n) => n.level === 'hold').map((n) => n.rule),
      )}; nothing of it goes out`,
    )
  return lines
}

/** So long the languages of an article that wait for an engine are gathered into one line. */
export const GATHER_MS = 60

/** Tells every sighting as it happens; the languages of one article that wait together, in one line. */
export function telling(write: (line: string) => void): Observe {
  const waiting = new Map<string, { readonly from: string; readonly languages: string[] }>()
  const gather = ({ id, from, language }: Extract<Sighting, { readonly kind: 'waiting' }>) => {
    const known = waiting.get(id)
    if (known) return known.languages.push(language)
    waiting.set(id, { from, languages: [language] })
    return setTimeout(() => {
      for (const line of waitingLines(from, waiting.get(id)?.languages ?? [])) write(`${paint('yellow', 'waiting')}     ${id}: ${line}`)
      waiting.delete(id)
    }, GATHER_MS)
  }
  return (sighting) => {
    if (sighting.kind === 'waiting') gather(sighting)
    else for (const line of tell(sighting)) write(line)
  }
}

/** What no engine takes and what would help: a line for the languages of each engine that has them, one for the others. */
export function waitingLines(from: string, languages: readonly string[]): readonly string[] {
  const groups = Map.groupBy(languages.toSorted(), (language) => helperFor(from, language))
  return [...groups.values()].map((group) => `no engine translates ${from} to ${group.join(', ')} ${remedyFor(from, ...group)}`)
}
