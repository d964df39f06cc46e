import type { Coded } from '@depesche/article/model'
import { itemsOf, lineOf, member, type View } from '../json/view.ts'

/** Vocabularies that we call by a name of ours, as in `iptc:15000000`. */
const KNOWN: readonly (readonly [base: RegExp, scheme: string])[] = [
  [/^https?:\/\/cv\.iptc\.org\/newscodes\/subjectcode\//i, 'iptc'],
  [/^https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\//i, 'medtop'],
]

/**
 * The subjects, places, people or organisations of the item. ninjs 1.x names them by `scheme` and `code`, 2.0 on by `uri` or `literal`;
 * one without any has its name for a code, and the scheme `name`.
 */
export function conceptsIn(root: View, ...names: readonly string[]): readonly Coded[] {
  const concepts = names.flatMap((name) => itemsOf(member(root, name))).flatMap((item) => conceptOf(item) ?? [])
  const byCode = new Map(concepts.map((concept) => [JSON.stringify([concept.scheme, concept.code, concept.name]), concept]))
  return [...byCode.values()]
}

function conceptOf(item: View): Coded | undefined {
  const name = lineOf(item.node?.kind === 'text' ? item : member(item, 'name'))
  const [scheme, code, uri, literal] = ['scheme', 'code', 'uri', 'literal'].map((key) => lineOf(member(item, key)))
  const coded = ofScheme(scheme, code) ?? ofUri(uri) ?? ofLiteral(literal) ?? ofUri(code) ?? plainCode(code)
  if (coded !== undefined) return { ...coded, ...(name !== undefined && { name }) }
  return name === undefined ? undefined : { scheme: 'name', code: name, name }
}

/** 1.x writes the vocabulary's URI beside the code; 2.0 on writes both as one. */
function ofScheme(scheme: string | undefined, code: string | undefined): Coded | undefined {
  if (scheme === undefined || code === undefined) return undefined
  if (/^https?:\/\//i.test(scheme)) return ofUri(`${scheme}${/[/#:]$/.test(scheme) ? '' : '/'}${code}`)
  return /^[\w.-]{1,60}$/.test(scheme) ? { scheme, code } : { scheme: 'literal', code: `${scheme}:${code}` }
}

function ofUri(uri: string | undefined): Coded | undefined {
  if (uri === undefined || !/^[a-z][a-z0-9+.-]{1,20}:\S+$/i.test(uri) || !/^(?:https?:\/\/|urn:)/i.test(uri)) return undefined
  const known = KNOWN.find(([base]) => base.test(uri))
  return known ? { scheme: known[1], code: decoded(uri.replace(known[0], '')) } : { scheme: 'uri', code: uri }
}

function decoded(code: string): string {
  try {
    return decodeURIComponent(code)
  } catch {
    return code
  }
}

/** `iptc:15000000`, as we write it ourselves; any other text is what it is. */
function ofLiteral(literal: string | undefined): Coded | undefined {
  const [, scheme, code] = /^([a-z][\w.-]{0,59}):(\S.*)$/i.exec(literal ?? '') ?? []
  return scheme && code ? { scheme, code } : plainCode(literal)
}

function plainCode(code: string | undefined): Coded | undefined {
  return code === undefined ? undefined : { scheme: 'literal', code }
}
