import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Format } from '@depesche/syndication/format'
import { formats } from '@depesche/syndication/formats'
import { expect, test } from 'vitest'
import { fullArticle, plainArticle, rules } from '../syndication/articles.ts'
import { entryOf, feedOf, itemOf } from './feeds.ts'

const folder = fileURLToPath(new URL('../golden-out/', import.meta.url))
/** `GOLDEN=write npx vitest run tests/formats` writes what is there now; read the difference before you commit it. Never in CI. */
const writing = process.env.GOLDEN === 'write' && !process.env.CI

const product = { name: 'all', title: 'All', filter: {}, languages: ['de', 'fr'], grades: ['readable'] }
const bridge = itemOf({ article: fullArticle, language: 'fr', provenance: rules, product })
const flash = itemOf({
  article: { ...plainArticle, content: { headline: [{ text: 'Le pont est ouvert' }], blocks: [] } },
  language: 'fr',
  product,
})
const page = feedOf(
  [
    entryOf(flash, { version: 1 }),
    entryOf(bridge, { sequence: 2, event: 'updated', correction: { kind: 'rectify', reason: '30 people came, not 300.' } }),
    entryOf(undefined, {
      sequence: 3,
      id: 'gone-0123456789abcdef',
      event: 'canceled',
      notice: 'This article has been withdrawn.',
      version: 2,
    }),
    entryOf(undefined, { sequence: 4, id: 'left-0123456789abcdef', event: 'removed', version: 1 }),
  ],
  { title: 'Everything', previous: 'https://wire.example/v1/feeds/all/fr?before=1.1' },
)

test.each(formats.map((format: Format) => ({ name: format.name, format })))('a page of $name is as the golden one', ({ format }) => {
  const path = `${folder}feed${format.suffix}`
  const written = format.feed(page)
  if (writing) writeFileSync(path, written)
  else expect(written).toBe(readFileSync(path, 'utf8'))
})
