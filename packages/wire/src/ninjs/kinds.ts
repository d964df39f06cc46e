import { type Note, Rejected } from '@depesche/article/model'
import { check, info } from '../draft.ts'
import { isThere, member, peekText, type View } from '../json/view.ts'

const STORY = 'Send the story; what belongs to it comes with it as associations.'
const NO_STORY: Readonly<Record<string, string>> = {
  picture: 'The item is a picture, not a story.',
  graphic: 'The item is a graphic, not a story.',
  audio: 'The item is a sound recording, not a story.',
  video: 'The item is a film, not a story.',
  package: 'The item is a package: a list of other items without a text of its own.',
  event: 'The item announces an event; there is no story in it yet.',
  planning: 'The item announces what is planned; there is no story in it yet.',
  component: 'The item is a part of another one, not a story.',
}
const TYPES: ReadonlySet<string> = new Set([...Object.keys(NO_STORY), 'text', 'composite'])

/** True for a value of `type` (1.x: an enumeration; 3.x: IPTC's "nature of the news item", and `planning`, `event`). */
export function isType(value: string): boolean {
  return TYPES.has(value.toLowerCase())
}

/**
 * Refuses what is no story, in a desk's words. An item without a type is one if it has a text; so is a composite with a body of its own
 * (a story with its pictures), where one without is a list of others.
 *
 * @throws Rejected for pictures, recordings, packages, events and plans
 */
export function refuseKinds(root: View, hasBody: boolean): readonly Note[] {
  const printed = peekText(member(root, 'type'))?.trim() ?? ''
  const isPlan = isThere(member(root, 'eventDetails')) || isThere(member(root, 'plannedCoverage'))
  const type = printed.toLowerCase() || (isPlan && !hasBody ? 'planning' : 'text')
  const reason = type === 'composite' && !hasBody ? NO_STORY.package : NO_STORY[type]
  if (reason !== undefined && Object.hasOwn(NO_STORY, type === 'composite' ? 'package' : type))
    throw new Rejected(`ninjs-${type}`, reason, type === 'event' || type === 'planning' ? 'Send the story when there is one.' : STORY)
  if (type === 'composite') return [info('composite', 'The item is a story with other items; its own text was read.', { part: 'type' })]
  if (type === 'text') return []
  return [check('type-unknown', `The type “${printed.slice(0, 60)}” is not known; read as a story.`, { part: 'type' }, printed)]
}
