import { isProse } from '@depesche/wire/text/prose'
import { type Element, elements } from '@depesche/wire/xml/element'
import fc from 'fast-check'

export interface Step {
  readonly at: number
  readonly to: number
  readonly kind: string
}

/** Any change that `change` knows. */
export const anyStep: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(),
  to: fc.nat(),
  kind: fc.constantFrom('move', 'double', 'rename', 'nest', 'drop', 'text'),
})

/** One change to the tree below its root, which stays what it is; `names` are what an element may be renamed to. */
export function change(root: Element, { at, to, kind }: Step, names: readonly string[]): Element {
  const all = flat(root)
  const [one, other] = [all[at % all.length]!, all[to % all.length]!]
  const name = names[to % names.length]!
  if (kind === 'drop') return mapped(root, (element) => (element === one ? [] : [element]))
  if (kind === 'double') return mapped(root, (element) => (element === one ? [element, element] : [element]))
  if (kind === 'rename') return mapped(root, (element) => (element === one ? [{ ...element, name }] : [element]))
  if (kind === 'nest')
    return mapped(root, (element) => (element === one ? [{ ...element, name, attributes: {}, children: [element] }] : [element]))
  if (kind === 'text')
    return mapped(root, (element) => (element === one ? [{ ...element, children: ['lose Worte', ...element.children] }] : [element]))
  if (flat(one).includes(other)) return root
  return mapped(root, (element) => (element === one ? [] : element === other ? [element, one] : [element]))
}

function flat(element: Element): readonly Element[] {
  const below = elements(element)
  return below.length === 0 ? [] : below.flatMap((child) => [child, ...flat(child)])
}

/** The tree with each element below the root changed; what is put in place of one is left as it is. */
function mapped(parent: Element, change: (element: Element) => readonly Element[]): Element {
  const children = parent.children.flatMap((child): readonly (Element | string)[] => {
    const put = typeof child === 'string' ? [] : change(child)
    if (typeof child === 'string') return [child]
    return put.length === 1 && put[0] === child ? [mapped(child, change)] : put
  })
  return { ...parent, children }
}

/** The tree as XML, each text in it a word of its own, which is written down with its path. */
export function written(
  element: Element,
  labels: Map<string, string>,
  isCode: (element: Element, attribute: string) => boolean,
  above = '',
): string {
  const path = `${above}/${element.name}`
  const label = (at: string) => {
    const word = `wq${[...String(labels.size)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`
    labels.set(word, at)
    return word
  }
  const attributes = Object.entries(element.attributes)
    .filter(([name]) => !name.includes(':'))
    .map(([name, value]) => {
      const text = isProse(value) && (/\s/.test(value) || !isCode(element, name))
      return ` ${name}="${text ? `${label(`${path}@${name}`)}${/\s/.test(value) ? ' und' : ''}` : value.replaceAll(/[<"&]/g, '')}"`
    })
  const inner = element.children.map((child) => {
    if (typeof child !== 'string') return written(child, labels, isCode, path)
    return /\p{L}/u.test(child) ? ` ${label(path)} ` : child.replaceAll(/[<&]/g, '')
  })
  return `<${element.name}${attributes.join('')}>${inner.join('')}</${element.name}>`
}
