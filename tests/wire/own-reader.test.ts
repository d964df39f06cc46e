import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readers } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'
import { goldenCases } from '../golden/cases.ts'

const folder = resolve(import.meta.dirname, '../../../shared/reference')
const present = existsSync(folder)
if (!present && process.env.CI === 'true') throw new Error('../shared/reference is not there')

/** The first reader that recognises the bytes, as `read` asks them. */
const readerOf = (bytes: Uint8Array) => readers.find((reader) => reader.recognises(bytes))?.format

/** The reference files of a folder, none where it is not there. */
const filesIn = (path: string, suffix: string): readonly string[] =>
  present
    ? readdirSync(resolve(folder, path))
        .filter((name) => name.endsWith(suffix))
        .map((name) => `${path}/${name}`)
    : []

describe('every file has its own reader', () => {
  it.each([
    ...filesIn('sda/samples/text', '.txt').map((file) => [file, 'sda-text'] as const),
    ...filesIn('sda/samples/newsml12', '.xml').map((file) => [file, 'newsml12'] as const),
    ...filesIn('sda/samples/g2', '.xml').map((file) => [file, 'newsml-g2'] as const),
    ...filesIn('newsml-g2/examples', '.xml').map((file) => [file, 'newsml-g2'] as const),
    ...filesIn('dpa/newsmlg2/output', '.xml').map((file) => [file, 'newsml-g2'] as const),
    ...filesIn('dpa/nitf', '.xml').map((file) => [file, 'nitf'] as const),
    ...filesIn('dpa/iptc7901/output', '.iptc').map((file) => [file, 'iptc7901'] as const),
  ])('%s: %s', (file, format) => expect(readerOf(readFileSync(resolve(folder, file)))).toBe(format))

  it.each(['\x7f\x7f\r\n\x7f', '\x7f', ''])('a dispatch of the text wire that begins with %j is the text wire’s', (start) => {
    const text = goldenCases().find(({ format, name }) => format === 'sda-text' && name === 'dispatch')!.upload.bytes
    const body = String.fromCharCode(...text).replace(/^[\x7f\s]*/, '')
    expect(body).toMatch(/^\x01/)
    expect(readerOf(Uint8Array.from(start + body, (char) => char.charCodeAt(0)))).toBe('sda-text')
  })

  it('a message of the plain standard is no dispatch of the text wire', () => {
    const plain = goldenCases().find(({ format, name }) => format === 'iptc7901' && name === 'plain')!.upload.bytes
    expect(readerOf(plain)).toBe('iptc7901')
  })
})
