import { startProgress } from '@depesche/cli/terminal/progress'
import { cut, safe } from '@depesche/cli/terminal/style'
import { table } from '@depesche/cli/terminal/table'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/** A stream as far as progress is concerned. */
function stream(isTTY: boolean, columns = 60): { readonly written: () => string; readonly stream: NodeJS.WriteStream } {
  let text = ''
  const write = (part: string) => {
    text += part
    return true
  }
  const fake = { isTTY, columns, write }
  return { written: () => text, stream: fake as unknown as NodeJS.WriteStream }
}
/** What a terminal shows in the end: a carriage return with "erase line" takes the current line away. */
const shown = (text: string) => text.replaceAll(/[^\n]*\r\u001b\[2K/g, '').replaceAll(/\u001b\[\d+m/g, '')

test('on a terminal a bar is redrawn under the lines, never wider than the terminal, and is gone in the end', () => {
  const { written, stream: out } = stream(true)
  const progress = startProgress(out)
  progress.update(0.25, 'a quarter')
  progress.line('one')
  expect(shown(written())).toMatch(/^one\n█{6}░{18} a quarter$/)
  progress.update(0.5, 'a text that is far too long for a terminal of so few columns as this one has')
  progress.line('two')
  const [, , bar = ''] = shown(written()).split('\n')
  expect([...bar].length).toBeLessThan(60)
  progress.update(7, 'more than all')
  progress.done()
  expect(shown(written())).toBe('one\ntwo\n')
})

test('elsewhere progress is a plain line each quarter of the way, without control characters', () => {
  const { written, stream: out } = stream(false)
  const progress = startProgress(out)
  for (let n = 0; n <= 100; n++) progress.update(n / 100, `${n} of 100`)
  progress.line('end')
  progress.done()
  expect(written()).toBe('0 of 100\n25 of 100\n50 of 100\n75 of 100\n100 of 100\nend\n')
})

test('safe() lets no control character of a stranger’s text reach the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => !/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(safe(text))),
  )
  expect(safe('a\u001b[31m\nb')).toBe('a\\x1b[31m b')
})

test('cut() never splits a character, and table() sets columns apart', () => {
  expect(cut('\u{1f4f0}\u{1f4f0}\u{1f4f0}', 2)).toBe('\u{1f4f0}…')
  expect(
    table(
      ['a', 'b'],
      [
        ['long cell', '1'],
        ['x', ''],
      ],
    ),
  ).toBe('a          b\nlong cell  1\nx')
})
