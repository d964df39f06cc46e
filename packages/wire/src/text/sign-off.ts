import type { Note } from '@depesche/article/model'
import { info } from '../draft.ts'
import { type Credit, creditIn } from './agencies.ts'
import { type Copy, type Cut, cut, type Line, linesOf } from './piece.ts'

interface SignOff {
  readonly line: Line
  readonly length: number
  readonly credit: Credit
}

/** The last line that ends with an agency's brackets, or is nothing but an agency: the story ends there. */
export function findSignOff(lines: readonly Line[]): SignOff | undefined {
  const texts = lines.filter(({ state }) => state === 'text')
  const last = texts.at(-1)
  for (const line of texts.toReversed()) {
    const found = signOffIn(line, line === last)
    if (found) return found
  }
  return undefined
}

function signOffIn(line: Line, isLast: boolean): SignOff | undefined {
  const text = line.text.trimEnd()
  const bracketed = /\(([^()]{2,60})\)[.*]?$/.exec(text.slice(-70))
  const credit = bracketed ? creditIn(bracketed[1] ?? '') : creditIn(text.length <= 40 && isLast ? text.trim() : '')
  if (!credit) return undefined
  const length = bracketed ? bracketed[0].length : text.trim().length
  const before = text.slice(0, text.length - length).trimEnd()
  // «… sagte Meier (SP)»: a bracket inside a sentence is no sign-off, unless the text ends there
  if (before !== '' && !/[.!?…:»"”“’')]$/.test(before) && !isLast) return undefined
  return { line, length: line.text.length - before.length, credit }
}

/** Takes the sign-off off the text: credit, initials, and the other agencies whose rights go with it. */
export function takeSignOff(copy: Copy): Copy {
  const found = findSignOff(linesOf(copy))
  if (!found) return copy
  const { credit, authors, foreign } = found.credit
  const one: Cut = {
    line: found.line.number,
    fate: 'taken',
    from: 'end',
    length: found.length,
    part: 'credit',
    rule: 'sign-off',
    reason: `The sign-off was taken off the text: credit ${credit}${authors.length > 0 ? `, initials ${authors.join(' ')}` : ''}.`,
  }
  const sources = [...new Set([...copy.facts.sources, ...foreign])]
  return cut(copy, [one], { credit, authors: [...copy.facts.authors, ...authors], sources })
}

/** Initials alone on the last line (`mf/ab`, `(rw)`): who wrote it. */
export function takeInitials(copy: Copy): Copy {
  const last = linesOf(copy).findLast(({ state }) => state === 'text')
  const printed = last?.text.trim() ?? ''
  const shaped = /^(?:\p{Ll}{2,4}(?:\/\p{Ll}{2,4}){1,3}|\(\p{Ll}{2,4}(?:[/ ]\p{Ll}{2,4}){0,3}\))$/u.test(printed.slice(0, 30))
  if (!last || printed.length > 22 || !shaped || creditIn(printed.replaceAll(/[()]/g, ''))) return copy
  const authors = printed.match(/\p{Ll}+/gu) ?? []
  const reason = `The initials were taken off the text: ${authors.join(' ')}.`
  return cut(copy, [{ line: last.number, fate: 'taken', part: 'authors', rule: 'initials', reason }], {
    authors: [...copy.facts.authors, ...authors],
  })
}

/** An agency's name alone above the text (`KEYSTONE-SDA`): its credit, if nothing else signs. */
export function takeTopCredit(copy: Copy): Copy {
  const texts = linesOf(copy).filter(({ state }) => state === 'text')
  const top = texts.length > 2 ? texts[0] : undefined
  const credit = top && top.text.length <= 40 ? creditIn(top.text.trim()) : undefined
  if (!top || !credit) return copy
  const one: Cut = {
    line: top.number,
    fate: 'taken',
    part: 'credit',
    rule: 'top-credit',
    reason: `The agency’s name above the text was taken off: ${credit.credit}.`,
  }
  const sources = [...new Set([...copy.facts.sources, ...credit.foreign])]
  return cut(copy, [one], { credit: copy.facts.credit ?? credit.credit, sources })
}

const SOURCE = /^\s*(?:source|sources|quelle|quellen|fonte|fonti)\s?:\s*(\S.{0,80})$/i

/** `Source: Blick`, `Quelle: sda/dpa` as a line of its own: the outlet or agency that the text comes from. */
export function takeSourceLines(copy: Copy): Copy {
  const named = linesOf(copy).flatMap(({ number, text }) => {
    const name = SOURCE.exec(text.slice(0, 120))?.[1]?.trim()
    return name === undefined || text.length > 100 || /[.!?]$/.test(name) || name.split(/\s+/).length > 6 ? [] : [{ line: number, name }]
  })
  const credits = named.map(({ name }) => creditIn(name))
  const names = named.flatMap(({ name }, index) => credits[index]?.foreign ?? name.split(/\s*[,;]\s*/))
  const credit = copy.facts.credit ?? credits.find((one) => one !== undefined)?.credit
  const cuts = named.map(({ line, name }): Cut => {
    return { line, fate: 'taken', part: 'sources', rule: 'source-line', reason: `The source line was taken off the text: ${name}.` }
  })
  return cut(copy, cuts, { sources: [...new Set([...copy.facts.sources, ...names])], ...(credit !== undefined && { credit }) })
}

/** A Note for a text that no agency signs. */
export function unsigned(): Note {
  return info('no-sign-off', 'No agency signs the text: there is no credit.', { part: 'credit' })
}
