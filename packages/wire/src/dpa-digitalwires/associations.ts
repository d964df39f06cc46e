import type { Association, Picture } from '@depesche/article/model'
import { present } from '../draft.ts'
import { itemsOf, lineOf, member, numberOf, peekText, type View } from '../json/view.ts'

export interface Associated {
  readonly associations: readonly Association[]
  readonly pictures: readonly Picture[]
}

const MOST = 200

/** Pictures and recordings that go with the entry, by their urn; a picture with its file, caption and credit. */
export function associatedWith(root: View): Associated {
  const items = itemsOf(member(root, 'associations')).slice(0, MOST)
  const urns = new Set(items.flatMap((item) => lineOf(member(item, 'urn')) ?? []))
  return {
    associations: [...urns].map((value) => ({ identity: { scheme: 'dpa', value } })),
    pictures: items.flatMap((item) => pictureOf(item) ?? []),
  }
}

function pictureOf(item: View): Picture | undefined {
  if (peekText(member(item, 'type'))?.toLowerCase() !== 'image') return undefined
  const [file] = itemsOf(member(item, 'renditions')).filter((rendition) => peekText(member(rendition, 'url')) !== undefined)
  const href = file && lineOf(member(file, 'url'))
  if (file === undefined || href === undefined) return undefined
  return present({
    href,
    width: sizeOf(file, 'width'),
    height: sizeOf(file, 'height'),
    caption: lineOf(member(item, 'caption')) ?? lineOf(member(item, 'headline')),
    credit: lineOf(member(item, 'creditline')),
  })
}

function sizeOf(file: View, name: string): number | undefined {
  const size = numberOf(member(file, name))
  return size !== undefined && Number.isInteger(size) && size > 0 ? size : undefined
}
