import { rootOf } from '../bytes/peek.ts'

/** The namespace of all of NewsML-G2 2.x ("News Architecture"). */
export const NAMESPACE = 'http://iptc.org/std/nar/2006-10-01/'

/** Elements that nothing else begins with, also where somebody left their namespace out. */
const NAMES: ReadonlySet<string> = new Set(
  'newsMessage newsItem packageItem conceptItem knowledgeItem planningItem catalogItem itemSet itemMeta contentMeta contentSet groupSet conceptSet newsCoverageSet'.split(
    ' ',
  ),
)
const LONGEST_TAG = 16_384

/** True for a document whose root element is in the namespace, with any prefix or none, or has one of its names and no namespace. */
export function hasG2Root(head: string): boolean {
  const root = rootOf(head)
  if (root === undefined) return false
  const [local = '', prefix] = root.name.split(':').toReversed()
  const namespace = namespaceOf(openingTag(root.rest), prefix)
  return namespace === undefined ? NAMES.has(local) : namespace === NAMESPACE
}

/** The tag up to its `>`, which may also stand in an attribute. */
function openingTag(text: string): string {
  let quote = ''
  for (let at = 0; at < Math.min(text.length, LONGEST_TAG); at++) {
    const char = text[at]!
    if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '>') return text.slice(0, at)
  }
  return text.slice(0, LONGEST_TAG)
}

function namespaceOf(tag: string, prefix: string | undefined): string | undefined {
  const declared = [...tag.matchAll(/\sxmlns(?::([\w.-]{1,80}))?\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/g)]
  const own = declared.find(([, name]) => name === prefix)
  return own?.[2] ?? own?.[3]
}
