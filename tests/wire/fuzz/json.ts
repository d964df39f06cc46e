import type { Chance } from './chance.ts'
import { changedMarkup, htmlExtents } from './markup.ts'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

interface Place {
  readonly parent: Json[] | { [name: string]: Json }
  readonly key: string
  readonly value: Json
}

function places(value: Json): readonly Place[] {
  const found: Place[] = []
  const walk = (parent: Json): void => {
    if (parent === null || typeof parent !== 'object') return
    for (const [key, child] of Object.entries(parent)) {
      found.push({ parent, key, value: child })
      walk(child)
    }
  }
  walk(value)
  return found
}

const VALUES: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  [],
  {},
  [[]],
  [null],
  'NaN',
  '\ud800',
  '\u0000',
  '<p>',
  '2026-02-31T25:61:61Z',
  '__proto__',
]

/** One change to a JSON document: a value moved, doubled, renamed, nested, dropped, of another type; the HTML in a text changed. */
export function changedJson(source: string, names: readonly string[], chance: Chance): string {
  let root: Json
  try {
    root = JSON.parse(source) as Json
  } catch {
    return source
  }
  const all = places(root)
  if (all.length === 0) return source
  const [{ parent, key, value }, other] = [chance.of(all), chance.of(all)]
  const set = (name: string, what: Json) =>
    void Object.defineProperty(parent, name, { value: what, enumerable: true, configurable: true, writable: true })
  const drop = () => (Array.isArray(parent) ? void parent.splice(Number(key), 1) : void Reflect.deleteProperty(parent, key))
  const copy = structuredClone(value)
  const give = (to: Place, what: Json) => {
    if (Array.isArray(to.parent)) to.parent.push(what)
    else Object.defineProperty(to.parent, chance.of(names), { value: what, enumerable: true, configurable: true, writable: true })
  }
  switch (chance.under(9)) {
    case 0:
      drop()
      give(other, copy)
      break
    case 1:
      give(other, copy)
      break
    case 2:
      if (!Array.isArray(parent)) {
        drop()
        set(chance.of(names), value)
      }
      break
    case 3:
      set(key, chance.next() < 0.5 ? [value] : { [chance.of(names)]: value })
      break
    case 4:
      drop()
      break
    case 5:
      set(key, chance.of(VALUES))
      break
    case 6: {
      let nested: Json = value
      for (let depth = chance.under(130); depth > 0; depth--) nested = [nested]
      set(key, nested)
      break
    }
    case 7:
      set(key, structuredClone(other.value))
      break
    default: {
      const markup = all.filter((one) => typeof one.value === 'string' && one.value.includes('<'))
      if (markup.length === 0) break
      const text = chance.of(markup)
      const html = changedMarkup(
        text.value as string,
        htmlExtents,
        ['p', 'table', 'tr', 'td', 'li', 'ul', 'h2', 'a', 'script', 'svg'],
        chance,
      )
      if (Array.isArray(text.parent)) text.parent[Number(text.key)] = html
      else text.parent[text.key] = html
    }
  }
  return JSON.stringify(root)
}

/** The names of all members of a document. */
export function jsonNames(source: string): readonly string[] {
  try {
    return [...new Set(places(JSON.parse(source) as Json).map(({ key }) => key))].filter((key) => !/^\d+$/.test(key))
  } catch {
    return []
  }
}
