import { blockText, type Content, type Note, plain } from '@depesche/article/model'
import { dropped } from '../draft.ts'
import { type HtmlElement, type HtmlNode, isElement } from '../html/html-node.ts'
import { isProse } from '../text/prose.ts'
import { wordsOf } from '../text/words.ts'
import { UNREAD } from './markup.ts'

/** A passage of a page ends with these. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code data dfn em i kbd label mark q s samp small span strong sub sup time u var font'.split(' '),
)

/** The passages of a page that the article and the Notes on it do not have: navigation, teasers, offers, the foot. One Note, no word lost. */
export function aroundStory(page: HtmlElement, content: Content, notes: readonly Note[], facts: readonly string[]): readonly Note[] {
  const texts = [
    ...[content.headline, content.subheadline, content.kicker, content.shortHeadline].flatMap((spans) => (spans ? [plain(spans)] : [])),
    ...content.blocks.flatMap((block) => blockText(block).split(/[\n\t]/)),
    ...notes.flatMap(({ text }) => text?.split('\n') ?? []),
    ...facts,
  ]
  const carried = new Set(texts.map(keyOf))
  const whole = ` ${texts.map(keyOf).join(' ')} `
  const cuts = notes.flatMap(({ text }) => (text ? [keyOf(text)] : []))
  const isCarried = (key: string) => carried.has(key) || whole.includes(` ${key} `)
  // a dateline or a sign-off was taken off it
  const isCut = (key: string) =>
    cuts.some(
      (cut) =>
        (key.startsWith(`${cut} `) && isCarried(key.slice(cut.length + 1))) ||
        (key.endsWith(` ${cut}`) && isCarried(key.slice(0, -cut.length - 1))),
    )
  const left = passagesIn(page).filter((text) => isProse(text) && !isCarried(keyOf(text)) && !isCut(keyOf(text)))
  const told = [...new Set(left)]
  if (told.length === 0) return []
  const reason = `${told.length} ${told.length === 1 ? 'passage' : 'passages'} of the page around the story are no part of it.`
  return [dropped('page-around', reason, {}, told.join('\n'))]
}

const keyOf = (text: string) => wordsOf(text).join(' ')

function passagesIn(page: HtmlElement): readonly string[] {
  const passages: string[] = []
  let open = ''
  const end = () => {
    const text = open.replaceAll(/\s+/g, ' ').trim()
    if (text !== '') passages.push(text)
    open = ''
  }
  const walk = (node: HtmlNode): void => {
    if (!isElement(node)) {
      open += node
      return
    }
    if (UNREAD.has(node.name) || node.name === 'title') return
    const isBlock = !INLINE.has(node.name)
    if (isBlock) end()
    node.children.forEach(walk)
    if (isBlock) end()
  }
  walk(page)
  end()
  return passages
}
