import type { Part } from '../reader.ts'
import { decodeXml } from '../xml/decode-xml.ts'

/** Where a document ends and another begins: no document of XML has anything but comments behind its root. */
const BETWEEN = /<\/(?:[\w.-]+:)?nitf\s{0,20}>\s{0,200}(?=<(?:\?xml|!DOCTYPE|(?:[\w.-]+:)?nitf)[\s>])/gi

/**
 * The NITF documents of a file that holds several, one after another, each in UTF-8 with its words as they were. `undefined`: it holds one.
 *
 * @throws Rejected as `decodeXml` does
 */
export function splitNitf(bytes: Uint8Array): readonly Part[] | undefined {
  const { text } = decodeXml(bytes)
  const ends = [...text.matchAll(BETWEEN)].map(({ index, 0: end }) => index + end.length)
  if (ends.length === 0) return undefined
  const encoder = new TextEncoder()
  return [0, ...ends].map((start, index) => {
    const document = text.slice(start, ends[index] ?? text.length).replace(/^\s*<\?xml[^>]{0,200}\?>/, '')
    return { name: `document ${index + 1}`, bytes: encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>${document}`) }
  })
}
