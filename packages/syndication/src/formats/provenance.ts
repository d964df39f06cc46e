import type { FormatEntry } from '../format.ts'
import type { Item } from './read-item.ts'
import { element, type XmlElement } from './xml.ts'

/** Where the words come from, as flat facts with names of ours; those that there are. */
export function provenanceOf({ translated, altIds, sourceType }: Item): Readonly<Record<string, string>> {
  const facts = {
    'digital-source-type': sourceType.uri,
    'source-language': altIds['source-language'],
    'source-version': altIds['source-version'],
    'source-sha256': altIds['source-sha256'],
    engine: translated?.engine,
    'translated-by': translated?.label,
    'translation-grade': translated?.grade,
    'translation-route': translated?.route,
    'translated-at': translated?.at,
    'edited-by-a-person': translated?.edited,
    'approved-by-a-person': translated?.approvedAt,
  }
  const there = Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== '')
  return Object.fromEntries(there)
}

/** The namespace of our own elements in RSS and Atom, and the beginning of our concepts' names in NewsML-G2. */
export const OURS = 'urn:x-depesche:'

/** Our elements of an entry in RSS and Atom: provenance as attributes, and the correction with its reason. */
export function ourElements(item: Item, { correction }: FormatEntry): readonly XmlElement[] {
  const provenance = element('depesche:provenance', { version: item.version, ...provenanceOf(item) })
  if (correction === undefined) return [provenance]
  return [provenance, element('depesche:correction', { kind: correction.kind }, [correction.reason])]
}
