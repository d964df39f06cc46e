import { existsSync, readFileSync } from 'node:fs'
import { spansOf } from '@depesche/article/model'
import { guard } from '@depesche/translation/guard/guard'
import { describe, expect, test } from 'vitest'

const samples = new URL('../../../../shared/reference/sda/samples/', import.meta.url)
const present = existsSync(samples)
if (!present && process.env.CI === 'true') throw new Error('../shared/reference is not there')

/** Paragraphs and table cells of a result table, in reading order. */
function passages(language: string): readonly string[] {
  const text = readFileSync(new URL(`g2/20270411_SH_KR_Results_${language}.xml`, samples), 'utf8')
  return [...text.matchAll(/<(?:p class="paragraph"|td)>([^<]*)</g)].map((match) => match[1]?.trim() ?? '').filter((each) => each !== '')
}

describe.skipIf(!present)('the agency’s own siblings', () => {
  test.each([
    ['de', 'fr'],
    ['fr', 'de'],
    ['de', 'it'],
    ['it', 'de'],
    ['fr', 'it'],
    ['it', 'fr'],
  ])('guard() is silent on the result table in %s and %s', (from, to) => {
    const theirs = passages(to)
    expect(theirs.length).toBeGreaterThan(40)
    const found = passages(from).flatMap((source, at) => guard({ from, to, source: spansOf(source), target: spansOf(theirs[at] ?? '') }))
    expect(found).toEqual([])
  })
})
