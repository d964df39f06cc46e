import type { Picture } from '@depesche/article/model'
import { present } from '../../draft.ts'
import { lineIn } from '../../newsml-g2/standard/line.ts'
import { at, attribute, below, type Element, elements } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'
import { type Content, contentsOf, isPictureFile, pictureComponent } from './components.ts'

/**
 * The pictures beside a text, each once: of one in several sizes (the files of a component) the widest, with the caption and the credit of its
 * component (NewsML 1.2, `ContentItem@Href`, `Characteristics`).
 */
export function picturesOf(account: Tracked, item: Element): readonly Picture[] {
  const byComponent = Map.groupBy(contentsOf(item).filter(isPictureFile), (content) => pictureComponent(content) ?? item)
  return [...byComponent].map(([component, files]) => {
    const widest = files.toSorted((a, b) => (pixels(b, 'Width') ?? 0) - (pixels(a, 'Width') ?? 0))[0]!
    const texts = (...names: readonly string[]) =>
      names.flatMap((name) => below(component, name)).flatMap((one) => account.text(one, lineIn) ?? [])
    const captions = [...below(component, 'DataContent').flatMap((one) => account.text(one, lineIn) ?? []), ...texts('NewsLineText')]
    return present({
      href: account.attribute(widest.element, 'Href')!,
      width: pixels(widest, 'Width'),
      height: pixels(widest, 'Height'),
      caption: [...new Set(captions.length > 0 ? captions : texts('HeadLine'))].join(' ') || undefined,
      credit: [...new Set(texts('CreditLine', 'ByLine', 'CopyrightLine'))].join(', ') || undefined,
    })
  })
}

function pixels({ element }: Content, name: string): number | undefined {
  const properties = elements(at(element, 'Characteristics'), 'Property')
  const printed = properties.find((one: Element) => attribute(one, 'FormalName')?.toLowerCase() === name.toLowerCase())
  const value = Number(attribute(printed, 'Value'))
  return Number.isInteger(value) && value > 0 ? value : undefined
}
