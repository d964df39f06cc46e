/** A parsed JSON document (RFC 8259). Each value is an object of its own, so that a reader can keep account of which it has used. */
export type JsonNode = JsonObject | JsonArray | JsonText | JsonNumber | JsonWord

export interface JsonObject {
  readonly kind: 'object'
  /** a Map: a key `__proto__` is a key like any other */
  readonly members: ReadonlyMap<string, JsonNode>
}
export interface JsonArray {
  readonly kind: 'array'
  readonly items: readonly JsonNode[]
}
export interface JsonText {
  readonly kind: 'text'
  readonly text: string
}
export interface JsonNumber {
  readonly kind: 'number'
  /** as written */
  readonly text: string
}
export interface JsonWord {
  readonly kind: 'word'
  readonly text: 'true' | 'false' | 'null'
}

/** A string or number below a node, with where it stands: `associations[0].caption`. */
export interface JsonLeaf {
  readonly node: JsonText | JsonNumber
  readonly path: string
  /** the key that it stands under, also within an array: `caption` */
  readonly key: string
}

const LONGEST_PATH = 160
const LONGEST_STEP = 60

/** The path of a member or an item; a very long one ends on its way. */
export function pathTo(parent: string, step: string | number): string {
  if (parent.length > LONGEST_PATH) return parent
  if (typeof step === 'number') return `${parent}[${step}]`
  return parent === '' ? step.slice(0, LONGEST_STEP) : `${parent}.${step.slice(0, LONGEST_STEP)}`
}

/** Every string and number below a node, in document order. Documents are bounded in depth when they are parsed. */
export function leavesOf(node: JsonNode): readonly JsonLeaf[] {
  const leaves: JsonLeaf[] = []
  const walk = (one: JsonNode, path: string, key: string): void => {
    if (one.kind === 'text' || one.kind === 'number') leaves.push({ node: one, path, key })
    else if (one.kind === 'array') for (const [index, item] of one.items.entries()) walk(item, pathTo(path, index), key)
    else if (one.kind === 'object') for (const [name, value] of one.members) walk(value, pathTo(path, name), name)
  }
  walk(node, '', '')
  return leaves
}
