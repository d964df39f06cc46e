import { Rejected } from '@depesche/article/model'
import { refuseUnknownStructure, refuseUnreadable } from './bytes/refuse.ts'
import { dpaDigitalwires } from './dpa-digitalwires/digitalwires.ts'
import { iptc7901 } from './iptc7901/iptc7901.ts'
import { mars } from './mars/mars.ts'
import { newsmlG2 } from './newsml-g2/newsml-g2.ts'
import { newsml12 } from './newsml12/newsml12.ts'
import { ninjs } from './ninjs/ninjs.ts'
import { nitf } from './nitf/nitf.ts'
import type { Desk, Reader, Reading, Several, Upload } from './reader.ts'
import { sdaText } from './sda-text/sda-text.ts'
import { textPaste } from './text-paste/text-paste.ts'
import { webPage } from './web-page/web-page.ts'

/** Every wire format, in the order in which they are asked. A new format is one file, a line here and a golden folder. */
export const readers = [
  newsml12,
  newsmlG2,
  mars,
  nitf,
  iptc7901,
  ninjs,
  dpaDigitalwires,
  webPage,
  sdaText,
  textPaste,
] as const satisfies readonly Reader[]

export type Format = (typeof readers)[number]['format']

/**
 * Reads an upload with the reader that recognises its content; the name is not looked at. Pure and synchronous.
 *
 * @returns the draft of the article and every Note about it; or the articles of an upload that holds several, unread
 * @throws Rejected for what cannot be read: nothing, too much, not text, unset (`NA`), or structured data of an unknown kind
 */
export function open(upload: Upload, desk: Desk): Reading | Several {
  refuseUnreadable(upload)
  const known: Reader | undefined = readers.find((reader) => reader !== textPaste && reader.recognises(upload.bytes))
  if (known === undefined) refuseUnknownStructure(upload)
  const parts = known?.split?.(upload)
  return parts ? { parts } : (known ?? textPaste).read(upload, desk)
}

/** As `open`, of an upload that holds one article. Throws `Rejected` for one that holds several, too. */
export function read(upload: Upload, desk: Desk): Reading {
  const opened = open(upload, desk)
  if (!('parts' in opened)) return opened
  throw new Rejected('several-articles', `The upload holds ${opened.parts.length} articles.`, 'Read them one by one.')
}
