import type { Format } from './format.ts'
import { atom } from './formats/atom.ts'
import { jsonFeed } from './formats/json-feed.ts'
import { newsmlG2 } from './formats/newsml-g2.ts'
import { rss } from './formats/rss.ts'
import { text } from './formats/text.ts'

/**
 * Every format that is made of ninjs documents on their way out. A new one is one file and a line here. ninjs is none of them: it
 * is what is stored, and the API answers it as it is, with cursors that these pages do not have.
 */
export const formats = [newsmlG2, rss, atom, jsonFeed, text] as const satisfies readonly Format[]

export type FormatName = (typeof formats)[number]['name']
