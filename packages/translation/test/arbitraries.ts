import type { Block, Content, Mark, Span } from '@depesche/article/model'
import fc from 'fast-check'

const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom<Mark>({ kind: 'emphasis' }, { kind: 'strong' }, { kind: 'subscript' }, { kind: 'superscript' }),
  fc.constantFrom('https://a.example/', 'https://b.example/?x=1&y=<2>').map((href): Mark => ({ kind: 'link', href })),
)

const word = fc.constantFrom(
  'Bern',
  ' ',
  'the ',
  'wrote',
  '3,5 %',
  '-',
  '<b>',
  '&amp;',
  '& <',
  '</span>',
  '<br>',
  '\n',
  '“é”',
  '🙂',
  '&#39;',
  '[x]',
  '*',
)

const text = fc
  .oneof(
    fc.string({ maxLength: 12 }),
    fc.array(word, { maxLength: 6 }).map((words) => words.join('')),
  )
  // what the model allows in a span: no control character but the forced line break
  .map((raw) => raw.replaceAll(/(?!\n)\p{C}/gu, ''))

export const spans: fc.Arbitrary<readonly Span[]> = fc.array(
  fc.oneof(
    text.map((text): Span => ({ text })),
    fc.record({ text, marks: fc.uniqueArray(mark, { minLength: 1, maxLength: 3, selector: (m) => m.kind }) }),
  ),
  { maxLength: 5 },
)

const block: fc.Arbitrary<Block> = fc.oneof(
  spans.map((spans): Block => ({ kind: 'paragraph', lede: true, spans })),
  fc.constantFrom('paragraph', 'crosshead', 'quotation').chain((kind) => spans.map((spans): Block => ({ kind, spans }))),
  fc.record({ kind: fc.constant('list'), ordered: fc.boolean(), items: fc.array(spans, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('table'),
    headerRows: fc.constantFrom(0, 1),
    rows: fc.array(fc.array(spans, { maxLength: 3 }), { maxLength: 3 }),
  }),
  text.map((text): Block => ({ kind: 'preformatted', text })),
)

export const content: fc.Arbitrary<Content> = fc.record(
  { headline: spans, subheadline: spans, kicker: spans, shortHeadline: spans, blocks: fc.array(block, { maxLength: 5 }) },
  { requiredKeys: ['headline', 'blocks'] },
)
