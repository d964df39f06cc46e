import type { Draft } from '@depesche/article/model'
import { read } from '@depesche/wire/readers'
import { expect, it } from 'vitest'
import { desk, goldenCases } from '../golden/cases.ts'

/** What damaged uploads have shown: each a case of its own. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/
const source = (format: string) => Buffer.from(goldenCases().find((one) => one.format === format)!.upload.bytes).toString('latin1')
const draftOf = (text: string): Draft => read({ name: 'x', bytes: Buffer.from(text, 'latin1') }, desk).draft

it('leaves no control character in the headline and the byline that a page tells of itself', () => {
  const page = `<html><head><title>T</title><meta property="og:title" content="Ein Ti\x07tel"><meta name="author" content="Ida\x14 Muster">
    </head><body><article>${'<p>Die Gemeinde hat am Montag beschlossen, dass die alte Brücke über den Bach stehen bleibt.</p>'.repeat(8)}</article></body></html>`
  const draft = draftOf(page)
  expect(draft.format).toBe('web-page')
  expect(JSON.stringify([draft.content.headline, draft.byline])).not.toMatch(/\\u00/)
})

it('leaves no control character in the catchword of the text wire', () => {
  const text = source('sda-text')
  const draft = draftOf(text.replace('\x02', '\x01\x07\x02'))
  expect(draft.format).toBe('sda-text')
  expect(draft.content.kicker?.map((span) => span.text).join('') ?? '').not.toMatch(CONTROL)
})

it('leaves no control character that XML allows in a line of NITF', () => {
  const nitf = `<nitf><head><docdata><doc-id id-string="a"/><ed-msg info="Nicht\x7f publizieren"/></docdata></head><body><body.head><hedline><hl1>Neuer\x7f Titel</hl1></hedline>
    <dateline><location>Muster\x7fdorf</location></dateline></body.head><body.content><p>Ein Satz steht da.</p></body.content></body></nitf>`
  expect(JSON.stringify(draftOf(nitf))).not.toContain('\x7f')
})
