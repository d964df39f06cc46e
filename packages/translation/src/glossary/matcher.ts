import { addressesOf, blanked } from '../guard/text/addresses.ts'
import type { Term } from './term.ts'

/** Terms of one language as a tree of their letters. */
export interface Matcher {
  readonly root: Branch
  /** base language of the terms: German bends words inside and at the end of a name */
  readonly language: string
}

interface Branch {
  readonly next: Map<string, Branch>
  term?: Term
}

/** A term that stands in a text, its ending included. */
export interface TermMatch {
  readonly start: number
  readonly end: number
  readonly term: Term
}

/** Makes the tree. Of two lines for the same words the first counts. What is forbidden is no word of the source and left out. */
export function matcherOf(terms: readonly Term[], language: string): Matcher {
  const root: Branch = { next: new Map() }
  for (const term of terms) {
    if (term.kind === 'forbid') continue
    const text = language === 'de' ? unbent(term.term) : term.term
    const capital = text.slice(0, 1).toUpperCase() + text.slice(1)
    // what is written small may begin a sentence
    for (const form of new Set([text, capital])) branchOf(root, form).term ??= term
  }
  return { root, language }
}

function branchOf(root: Branch, text: string): Branch {
  let branch = root
  for (const letter of text) {
    const known = branch.next.get(plainLetter(letter)) ?? { next: new Map() }
    branch.next.set(plainLetter(letter), known)
    branch = known
  }
  return branch
}

/** `Eidgenössisches Departement` as `Eidgenössische Departement`: all its cases begin so. */
const unbent = (text: string) => text.replaceAll(/(\p{L}{4}e)[snrm](?= )/gu, '$1')

const plainLetter = (letter: string) => (/[\u00a0\u202f]/.test(letter) ? ' ' : letter === '’' ? "'" : letter === '\u2011' ? '-' : letter)

/**
 * The terms in a text, longest first come, none inside another. Capitals count; a term is a word or words of its own, not part of a
 * compound (`Bundesratssitzung`, `SVP-Nationalrat`) or of an address. `step` is called for each letter that is looked at: there are at
 * most as many as letters times the longest term.
 */
export function matchTerms(text: string, { root, language }: Matcher, step: () => void = () => {}): readonly TermMatch[] {
  const found: TermMatch[] = []
  const safe = blanked(text, addressesOf(text))
  let at = 0
  while (at < safe.length) {
    const match = begins(safe, at) ? longest({ text: safe, language, step }, at, root) : undefined
    if (match && isMeant(safe, at, match)) found.push({ start: at, ...match })
    at = Math.max(at + 1, match?.end ?? 0)
  }
  return found
}

interface Looking {
  readonly text: string
  readonly language: string
  readonly step: () => void
}

function longest(looking: Looking, at: number, branch: Branch): Omit<TermMatch, 'start'> | undefined {
  const { text, language, step } = looking
  step()
  const letter = text[at]
  const child = letter === undefined ? undefined : branch.next.get(plainLetter(letter))
  const deeper = child && longest(looking, at + 1, child)
  if (deeper) return deeper
  const gap = branch.next.get(' ')
  const bent = gap && language === 'de' ? match(text[at - 1] === 'e' ? BENT : GENITIVE_INSIDE, text, at) : undefined
  const behind = gap && bent ? longest(looking, at + bent.length + 1, gap) : undefined
  if (behind) return behind
  const end = branch.term && endOf(text, at, language)
  return branch.term && end !== undefined ? { term: branch.term, end } : undefined
}

const BENT = /[snrm](?=[ \u00a0\u202f])/y
const GENITIVE_INSIDE = /e?s(?=[ \u00a0\u202f])/y
const GENITIVE = /e?s/y
/** A word ends here: no letter or digit follows, nor behind a hyphen, nor behind a point (`srf.ch`). */
const ENDS = /(?![\p{L}\p{M}\p{N}]|[-\u2011.][\p{L}\p{N}])/uy
const BEGINS = /[\p{L}\p{M}\p{N}@#_]|[\p{L}\p{N}][-\u2011.]/u

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** Where the term ends, with a German genitive; `undefined`: its letters go on as another word. */
function endOf(text: string, at: number, language: string): number | undefined {
  if (match(ENDS, text, at) !== undefined) return at
  const genitive = language === 'de' ? match(GENITIVE, text, at) : undefined
  return genitive && match(ENDS, text, at + genitive.length) !== undefined ? at + genitive.length : undefined
}

function begins(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at)
  return !BEGINS.test(before.slice(-1)) && !(before.length === 2 && BEGINS.test(before) && /[-\u2011.]/.test(before.slice(-1)))
}

function isMeant(text: string, start: number, { term, end }: Omit<TermMatch, 'start'>): boolean {
  return !(term.body && isPerson(text, start, end)) && !term.unless?.some((word) => text.includes(word))
}

/** `Bundesrat Muster`, `als Ständerat`, `Zürcher Nationalrat`: in doubt the engine is left to itself. */
function isPerson(text: string, start: number, end: number): boolean {
  const before = /(\p{L}+)[ \u00a0\u202f]$/u.exec(text.slice(Math.max(0, start - 30), start))?.[1] ?? ''
  return /^[ \u00a0\u202f]\p{Lu}\p{Ll}/u.test(text.slice(end, end + 3)) || ONE_OF_THEM.test(before)
}
const ONE_OF_THEM =
  /^(?:alt|[Aa]ls|[Ee]in|eine[mns]|[Kk]ein|keine[mns]|jeder|jede[mn]|ehemalige[rnm]?|frühere[rnm]?|gewählte[rnm]?|\p{Lu}\p{L}+er)$/u
