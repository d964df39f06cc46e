import type { Coded } from '@depesche/article/model'
import { itemsOf, lineOf, member, peekText, type View } from '../json/view.ts'

/** One of the entry's `categories`: what `type` it is of, its words and its code. */
export interface Category {
  /** without its prefix: `geosubject` */
  readonly type: string
  readonly view: View
  /** its name is written down as used when it is asked for */
  readonly name: () => string | undefined
  readonly coded: () => Coded | undefined
}

/** The categories in their order; `qcode` is absent for words that are in no vocabulary (keywords). */
export function categoriesOf(root: View): readonly Category[] {
  return itemsOf(member(root, 'categories')).map((view) => {
    const name = () => lineOf(member(view, 'name'))
    return { type: (peekText(member(view, 'type')) ?? '').replace(/^dnltype:/, ''), view, name, coded: () => codedOf(view, name()) }
  })
}

function codedOf(view: View, name: string | undefined): Coded | undefined {
  const [, scheme, code] = /^([\w-]{1,60}):(\S{1,200})$/.exec(peekText(member(view, 'qcode'))?.trim() ?? '') ?? []
  if (scheme && code) return { scheme, code, ...(name !== undefined && { name }) }
  return name === undefined ? undefined : { scheme: 'name', code: name, name }
}
