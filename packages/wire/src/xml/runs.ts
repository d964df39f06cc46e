import type { Element } from './element.ts'

/** Text and inline elements that stand side by side. */
export type Run = readonly (Element | string)[]

const INLINE = new Set(
  'a abbr b br chron classifier copyrite em event function i lang location money num object.title org person postaddr pronounce q span strong sub sup u virtloc'.split(
    ' ',
  ),
)

/**
 * The children of an element, bare text with its inline elements in one run (NITF 3.6, enriched text; XHTML inline). `splits`: a blank
 * line in the text ends a run.
 */
export function runsIn(parent: Element, { splits }: { readonly splits?: true }): readonly (Element | Run)[] {
  const runs: (Element | (Element | string)[])[] = []
  const add = (child: Element | string) => {
    const before = runs.at(-1)
    if (Array.isArray(before)) before.push(child)
    else runs.push([child])
  }
  for (const child of parent.children) {
    if (typeof child !== 'string') INLINE.has(child.name) ? add(child) : runs.push(child)
    else
      for (const [index, part] of (splits ? child.split(/\n[ \t]*\n\s*/) : [child]).entries()) {
        if (index > 0) runs.push([])
        add(part)
      }
  }
  return runs
}

/** True for an element, false for a run. */
export function isElement(run: Element | Run): run is Element {
  return !Array.isArray(run)
}
