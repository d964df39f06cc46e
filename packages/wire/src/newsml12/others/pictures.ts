import type { Note, Picture } from '@depesche/article/model'
import { info, present } from '../../draft.ts'
import { lineIn } from '../../newsml-g2/standard/line.ts'
import { at, attribute, below, type Element, elements } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'
import { type Content, contentsOf, isCaption, isPictureFile, kindsOf } from './components.ts'
import { unitsOf } from './picture-units.ts'

export interface Pictures {
  readonly pictures: readonly Picture[]
  readonly notes: readonly Note[]
}

/**
 * The pictures beside a text, each once: of one in several sizes the widest, with the caption and the credit of its component (NewsML 1.2,
 * `ContentItem@Href`, `Characteristics`). `chain`: the components of the text, whose lines are none of a picture. Other files are told of.
 */
export function picturesOf(account: Tracked, item: Element, chain: readonly Element[]): Pictures {
  const contents = contentsOf(item)
  const units = unitsOf(contents.filter(isPictureFile), new Set([item, ...chain]))
  const captions = Map.groupBy(contents.filter(isCaption), ({ chain: around }) => around.find((one) => units.has(one)))
  const pictures = [...units].map(([component, files]) => pictureOf(account, component, files, captions.get(component) ?? []))
  const others = contents.filter(
    (one) => attribute(one.element, 'Href') !== undefined && !isPictureFile(one) && !at(one.element, 'DataContent'),
  )
  return { pictures, notes: others.slice(0, MOST).map(leftOut) }
}

const MOST = 50

function pictureOf(account: Tracked, component: Element, files: readonly Content[], captions: readonly Content[]): Picture {
  const widest = files.toSorted((a, b) => (pixels(b, 'Width') ?? 0) - (pixels(a, 'Width') ?? 0))[0]!
  // a file that stands beside the story has no lines of its own
  const lines = component.name === 'ContentItem' ? [] : below(component, 'NewsLines')
  const texts = (...names: readonly string[]) =>
    names.flatMap((name) => lines.flatMap((one) => elements(one, name))).flatMap((one) => account.text(one, lineIn) ?? [])
  const data = captions.flatMap(({ element }) => account.text(at(element, 'DataContent'), lineIn) ?? [])
  return present({
    href: account.attribute(widest.element, 'Href')!,
    width: pixels(widest, 'Width'),
    height: pixels(widest, 'Height'),
    caption: [...new Set(data.length > 0 ? data : texts('HeadLine'))].join(' ') || undefined,
    credit: [...new Set(texts('CreditLine', 'ByLine', 'CopyrightLine'))].join(', ') || undefined,
  })
}

function pixels({ element }: Content, name: string): number | undefined {
  const properties = elements(at(element, 'Characteristics'), 'Property')
  const printed = properties.find((one: Element) => attribute(one, 'FormalName')?.toLowerCase() === name.toLowerCase())
  const value = Number(attribute(printed, 'Value'))
  return Number.isInteger(value) && value > 0 ? value : undefined
}

function leftOut({ element }: Content): Note {
  const kind = kindsOf(element)[0]?.slice(0, 60) ?? 'file'
  const reason = `A file of the kind “${kind}” stands beside the text and has no place in the article.`
  return info('media-left-out', reason, { line: element.line }, attribute(element, 'Href'))
}
