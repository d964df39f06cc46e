import { peek } from '../bytes/peek.ts'
import type { Desk, Part, Reader, Reading, Upload } from '../reader.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { splitXml } from '../xml/split-xml.ts'
import { isAgency, readAgency } from './agency/item.ts'
import { hasG2Root } from './roots.ts'
import { readStandard } from './standard/document.ts'

/**
 * NewsML-G2 2.x (IPTC, conformance core and power), by anyone: a text in XHTML, NITF, HTML or plain. The Swiss agency's own items are read
 * by its profile. What holds no text (packages, pictures, plans, concepts) is recognised, too, so that it can be refused by name.
 */
export const newsmlG2 = { format: 'newsml-g2', recognises, read, split } as const satisfies Reader

function recognises(bytes: Uint8Array): boolean {
  return hasG2Root(peek(bytes))
}

/** Each item of a message is read by itself, whatever it is (NewsML-G2, `newsMessage/itemSet`). */
function split({ bytes }: Upload): readonly Part[] | undefined {
  return splitXml(decodeXml(bytes).text, { parent: ['newsMessage', 'itemSet'], named: 'guid', sign: /<(?:[\w.-]+:)?\w+Item[\s/>]/g })
}

function read({ bytes }: Upload, desk: Desk): Reading {
  const decoded = decodeXml(bytes)
  const root = parseXml(decoded.text)
  const reading = isAgency(root) ? readAgency(root, desk) : readStandard(root, desk)
  return { draft: reading.draft, notes: [...decoded.notes, ...reading.notes] }
}
