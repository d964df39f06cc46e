import type { FormatEntry } from '../format.ts'
import { escapeHtml } from '../html.ts'
import type { Item } from './read-item.ts'
import { correctionWords } from './words.ts'

/** What a reader must see before the text: that it was corrected and why, and that a machine wrote it. */
export function warnings(item: Item, { correction }: Pick<FormatEntry, 'correction'>): readonly string[] {
  const corrected = correction === undefined ? [] : [correctionWords(item.language, correction)]
  return item.label === undefined ? corrected : [...corrected, item.label]
}

const inParagraph = (text: string, tag?: 'em' | 'strong') => {
  const words = escapeHtml(text).replaceAll('\n', '<br>')
  return `<p>${tag === undefined ? words : `<${tag}>${words}</${tag}>`}</p>`
}
const lines = (parts: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join('\n')

/** The warnings and the opening, for places that show a few words of the article: HTML of the allow-list in docs/formats.md. */
export function summaryHtml(item: Item, entry: FormatEntry): string {
  const said = warnings(item, entry).map((each) => inParagraph(each, 'em'))
  return lines([...said, item.opening === '' ? undefined : inParagraph(item.opening)])
}

/**
 * The article as a page shows it below its title: warnings, kicker, subheadline, byline and place, body, credit. HTML of the
 * allow-list in docs/formats.md.
 */
export function storyHtml(item: Item, entry: FormatEntry): string {
  const { kicker, subheadline } = item.headlines
  const whoAndWhere = [item.by, item.located].filter((part) => part !== undefined).join(', ')
  return lines([
    ...warnings(item, entry).map((each) => inParagraph(each, 'em')),
    kicker === undefined ? undefined : inParagraph(kicker),
    subheadline === undefined ? undefined : inParagraph(subheadline, 'strong'),
    whoAndWhere === '' ? undefined : inParagraph(whoAndWhere),
    item.html,
    item.credit === undefined ? undefined : inParagraph(item.credit),
  ])
}
