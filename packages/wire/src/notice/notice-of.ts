import { type Content, isArticleId, type Notice, plain } from '@depesche/article/model'
import { endsSentence } from '../text/groups.ts'
import type { TextFacts } from '../text/piece.ts'
import { headlineIn, labelledIn, quotedIn } from './headlines-quoted.ts'
import { identitiesNamed, type Naming } from './identities-named.ts'
import { isKill } from './kill.ts'
import { matchesIn } from './matches.ts'
import { COPY, NUMBER } from './words.ts'

export interface NoticeSource extends Naming {
  /** what was read of the text: its instruction, and the lines that were taken off it as an editor's */
  readonly facts: Pick<TextFacts, 'ednotes' | 'instruction'>
  /** the whole text, its characters clean */
  readonly text: string
  readonly content: Content
}

const MOST = 20
const ID = /(?<![\w-])[a-z0-9][a-z0-9-]{0,46}-[0-9a-f]{16}(?![\w-])/g

/** What a text that withdraws or corrects says of the article that it means, at most twenty of each; of a story `undefined`. */
export function noticeOf(source: NoticeSource): Notice | undefined {
  const { instruction, ednotes } = source.facts
  if (instruction !== 'stop' && instruction !== 'rectify') return undefined
  const text = unwrapped(source.text)
  return {
    kind: instruction === 'stop' ? 'kill' : 'correction',
    ids: unique(
      matchesIn(text, ID, 10 * MOST)
        .map(([id]) => id)
        .filter(isArticleId),
    ),
    identities: identitiesNamed(text, source),
    headlines: unique([...ownHeadline(source), ...ednotes.flatMap(afterKeyword), ...quoted(text, source), ...labelled(text, source)]),
  }
}

/** A text that is wrapped at a width breaks headlines and days; a blank line ends a paragraph. */
function unwrapped(text: string): string {
  return text.replaceAll(/[ \t]*\n(?![ \t]*\n)/g, ' ')
}

/** The headline above a correction in full, or above a story that a kill repeats. */
function ownHeadline({ content }: NoticeSource): readonly string[] {
  const headline = plain(content.headline).trim()
  return content.blocks.length > 0 && headline !== '' && !/\.$/.test(headline) ? [headline] : []
}

/** `KILL: Gemeinde baut Brücke`: what follows the keyword, unless it is an order or a remark. */
function afterKeyword(line: string): readonly string[] {
  const rest = /^\P{L}{0,8}[^:\n]{2,60}?(?::|\s[–-])\s+(.{3,200})$/u.exec(line)?.[1]
  if (rest === undefined || isKill(rest, true) || endsSentence(rest) || REMARK.test(rest)) return []
  return headlineIn(rest)
}

const REMARK =
  /(?<!\p{L})(?:statt|anstatt|nicht|absatz|au lieu de|paragraphe|et non|invece di|paragrafo|instead of|paragraph|graf|not)(?!\p{L})/iu
const SPEAKS_OF_COPY = new RegExp(`(?<!\\p{L})${COPY}(?!\\p{L})|${NUMBER}`, 'iu')

/** In a correction in full the people of the story are quoted too: there only what is quoted after a word for copy. */
function quoted(text: string, { facts }: NoticeSource): readonly string[] {
  if (facts.instruction === 'stop') return quotedIn(text)
  const sentences = text.split(/\n|(?<=[.!?])\s/).filter((sentence) => SPEAKS_OF_COPY.test(sentence))
  return quotedIn([...facts.ednotes, ...sentences.slice(0, 10 * MOST)].join('\n'))
}

/** As the line has it, and as it goes on if the text is wrapped. */
function labelled(text: string, source: NoticeSource): readonly string[] {
  return [...labelledIn(source.text), ...labelledIn(text)]
}

function unique(all: readonly string[]): readonly string[] {
  return [...new Set(all)].slice(0, MOST)
}
