import { peek, rootOf } from '../bytes/peek.ts'
import type { Desk, Part, Reader, Reading, Upload } from '../reader.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { splitXml } from '../xml/split-xml.ts'
import { isAgency, readAgency } from './agency/item.ts'
import { readOthers } from './others/document.ts'

/**
 * NewsML 1.0 to 1.2 (IPTC, 2000 to 2003), by anyone: a text in NITF, XHTML, HTML or plain, in components nested as they may be. The Swiss
 * agency's own items are read by its profile. The DOCTYPE is skipped, never fetched.
 */
export const newsml12 = { format: 'newsml12', recognises, read, split } as const satisfies Reader

/** NewsML 1.x has no namespace; nothing else has this root. */
function recognises(bytes: Uint8Array): boolean {
  return /^(?:[\w.-]+:)?NewsML$/.test(rootOf(peek(bytes))?.name ?? '')
}

/** Each NewsItem is read by itself, also one that stands in a component of another, which goes on with a reference (NewsML 1.2, 5.4). */
function split({ bytes }: Upload): readonly Part[] | undefined {
  return splitXml(decodeXml(bytes).text, {
    parent: ['NewsML'],
    child: 'NewsItem',
    sign: /<(?:[\w.-]+:)?NewsItem[\s/>]/g,
    nested: '<NewsItemRef/>',
  })
}

function read({ bytes }: Upload, desk: Desk): Reading {
  const decoded = decodeXml(bytes)
  const root = parseXml(decoded.text)
  const reading = isAgency(root) ? readAgency(root, desk) : readOthers(root, desk)
  return { draft: reading.draft, notes: [...decoded.notes, ...reading.notes] }
}
