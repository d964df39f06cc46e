import type { Draft } from '@depesche/article/model'
import { present } from '../../draft.ts'
import { instantOfStamp } from '../../time/stamp.ts'
import { at, attribute, type Element, elements, textOf } from '../../xml/element.ts'
import type { Item } from './item.ts'

/** When the article was first made and when this version was: `firstCreated`, else `contentCreated`; `versionCreated`. */
export function stampsOf(item: Item, zone: string): Pick<Draft, 'created' | 'versionCreated'> {
  const instant = (element: Element | undefined) => {
    const found = instantOfStamp(textOf(element), zone)
    if (found !== undefined) item.account.text(element)
    return found
  }
  return present({
    created: instant(at(item.meta, 'firstCreated')) ?? instant(at(item.content, 'contentCreated')),
    versionCreated: instant(at(item.meta, 'versionCreated')),
  })
}

/** The language that the text is tagged with: the item's, else that of its text. */
export function languageOf({ language, element }: Item): string | undefined {
  const inline = elements(at(element, 'contentSet')).map((one) => attribute(one, 'xml:lang'))
  return language ?? inline.find((one) => one !== undefined)
}
