import { Rejected } from '@depesche/article/model'
import { itemsOf, member, peekText, type View } from '../json/view.ts'

const KINDS: Readonly<Record<string, readonly [rule: string, what: string]>> = {
  image: ['dpa-picture', 'a picture with its caption'],
  audio: ['dpa-audio', 'a sound recording with its caption'],
  video: ['dpa-video', 'a film with its caption'],
}

/**
 * Every entry is a `composite`; one without text is what its associations are. A headline alone is a story that has no text yet: it is
 * held, not refused.
 *
 * @throws Rejected for pictures and recordings, and for an entry with nothing in it
 */
export function refuseKinds(root: View, isStory: boolean): void {
  if (isStory) return
  const types = itemsOf(member(root, 'associations')).map((one) => peekText(member(one, 'type'))?.toLowerCase() ?? '')
  const [rule, what] = KINDS[types.find((type) => Object.hasOwn(KINDS, type)) ?? ''] ?? []
  if (rule !== undefined)
    throw new Rejected(rule, `The entry is ${what}, not a story.`, 'Send the story; its pictures come with it as associations.')
  if (peekText(member(root, 'headline')) === undefined)
    throw new Rejected('dpa-no-text', 'The entry has neither a headline nor a text.', 'Send the entry with its text (article_html).')
}
