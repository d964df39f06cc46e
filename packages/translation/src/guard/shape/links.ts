import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import { leftoversOf } from '../text/leftovers.ts'

/** Links of the markup, and addresses in the text: they are carried as they are. */
export function links(source: Reading, target: Reading): readonly Finding[] {
  return [
    ...lost('link-lost', hrefs(source), hrefs(target), (href) => `the link to ${quoted(href)} is not in the translation`),
    ...lost('link-extra', hrefs(target), hrefs(source), (href) => `the source has no link to ${quoted(href)}`),
    ...lost('address-changed', texts(source), texts(target), (text) => `${quoted(text)} does not stand in the translation as it was`),
    ...leaked(source, target),
  ]
}

function lost(rule: string, ours: ReadonlySet<string>, theirs: ReadonlySet<string>, reason: (one: string) => string): readonly Finding[] {
  return [...ours].filter((one) => !theirs.has(one)).map((one) => ({ rule, level: 'check', reason: reason(one) }))
}

const hrefs = ({ segment }: Reading) =>
  new Set(segment.flatMap(({ marks = [] }) => marks.flatMap((mark) => (mark.kind === 'link' ? [mark.href] : []))))
const texts = ({ addresses }: Reading) => new Set(addresses.map(({ text }) => text.toLowerCase()))

/** Tags or entities in the text of the translation: an engine's leftovers that a reader would see. */
function leaked({ text }: Reading, target: Reading): readonly Finding[] {
  const tag = leftoversOf(target.text).find((found) => !text.includes(found.text))
  if (!tag) return []
  const reason = `${quoted(tag.text)} stands in the text of the translation`
  return [{ rule: 'tag-leaked', level: 'hold', reason, target: [tag.start, tag.end] }]
}
