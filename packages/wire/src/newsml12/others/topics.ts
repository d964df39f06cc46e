import type { Coded } from '@depesche/article/model'
import { lineIn } from '../../newsml-g2/standard/line.ts'
import { at, attribute, below, type Element, elements } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'

/** What a reference of the document means: `Topic="#t1"`, `Duid="t1"` (NewsML 1.2, 5.10). */
export type Topics = ReadonlyMap<string, Element>

/** The topics that the document brings along. */
export function topicsOf(root: Element): Topics {
  return new Map(below(root, 'Topic').flatMap((topic) => [attribute(topic, 'Duid')].flatMap((id) => (id ? [[id, topic] as const] : []))))
}

/** The topic that an element points to. */
export function topicOf(topics: Topics, element: Element | undefined): Element | undefined {
  return topics.get((attribute(element, 'Topic') ?? '').replace(/^#/, ''))
}

/** The name of a topic: its first description, else its formal name; carried from now on. */
export function topicName(account: Tracked, topic: Element | undefined): string | undefined {
  return account.text(at(topic, 'Description'), lineIn) ?? account.text(at(topic, 'FormalName'), lineIn)
}

export interface Occurring {
  readonly subjects: readonly Coded[]
  readonly people: readonly Coded[]
  readonly organisations: readonly Coded[]
  readonly places: readonly Coded[]
}

/** People, organisations, places and other subjects that the item says it is about (`TopicOccurrence`). */
export function occurringIn(account: Tracked, occurrences: readonly Element[], topics: Topics): Occurring {
  const all = [...new Set(occurrences.flatMap((one) => topicOf(topics, one) ?? []))]
  const of = (kind: keyof Occurring) => all.filter((topic) => kindOf(topic) === kind).flatMap((topic) => codedOf(account, topic))
  return { subjects: of('subjects'), people: of('people'), organisations: of('organisations'), places: of('places') }
}

function kindOf(topic: Element): keyof Occurring {
  const type = attribute(at(topic, 'TopicType'), 'FormalName') ?? ''
  if (/person|people/i.test(type)) return 'people'
  if (/compan|organi[sz]ation|team|party/i.test(type)) return 'organisations'
  return /country|city|location|geo|place|region|area/i.test(type) ? 'places' : 'subjects'
}

function codedOf(account: Tracked, topic: Element): readonly Coded[] {
  const name = topicName(account, topic)
  const formal = elements(topic, 'FormalName')[0]
  const code = account.text(formal, lineIn) ?? name
  const scheme = attribute(formal, 'Scheme')?.replace(/^#/, '') || 'topic'
  return code === undefined ? [] : [{ scheme, code, ...(name !== undefined && name !== code && { name }) }]
}
