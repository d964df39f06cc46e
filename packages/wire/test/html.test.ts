import { type Block, blockText, plain, Rejected } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlBlocks } from '../src/html/html-blocks.ts'
import { rawTextOf } from '../src/html/html-node.ts'
import { htmlSpans } from '../src/html/html-spans.ts'
import { parseHtml } from '../src/html/parse-html.ts'
import { wordsOf } from '../src/text/words.ts'

const shape = (block: Block) => `${block.kind}: ${blockText(block)}`
const shapes = (html: string) => htmlBlocks(html).blocks.map(shape)
const rules = (html: string) => htmlBlocks(html).notes.map(({ rule }) => rule)

describe('htmlBlocks()', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'paragraphs and headings',
      '<p>Eins</p><h2>Zwischen</h2><p>Zwei</p><h6>Noch</h6>',
      ['paragraph: Eins', 'crosshead: Zwischen', 'paragraph: Zwei', 'crosshead: Noch'],
    ],
    [
      'paragraphs that nobody closes',
      '<p>Eins<p>Zwei<h3>Drei</h3>Vier',
      ['paragraph: Eins', 'paragraph: Zwei', 'crosshead: Drei', 'paragraph: Vier'],
    ],
    [
      'text outside paragraphs',
      'Vorher<div>Mitte <b>fett</b></div>nachher',
      ['paragraph: Vorher', 'paragraph: Mitte fett', 'paragraph: nachher'],
    ],
    ['lists', '<ul><li>a<li>b</ul><ol><li>1</ol>', ['list: a\nb', 'list: 1']],
    ['a list in a list', '<ul><li>a<ol><li>a1</li><li>a2</li></ol>danach</li><li>b</li></ul>', ['list: a\na1\na2\ndanach\nb']],
    ['text that stands in a list and in no item', '<ul>lose<li>a</li><p>auch</p></ul>', ['list: lose\na\nauch']],
    ['quotations', '<blockquote><p>Eins</p><p>Zwei</p></blockquote>', ['quotation: Eins', 'quotation: Zwei']],
    ['preformatted text', '<pre>\n a  b\n\n  <b>c</b>\t d  \n\n</pre>', ['preformatted:  a  b\n\n  c     d']],
    ['line breaks', '<p>eins<br>zwei <br> drei</p>', ['paragraph: eins\nzwei\ndrei']],
    ['blank lines of line breaks', '<p>eins<br><br>zwei<br/>drei</p>', ['paragraph: eins', 'paragraph: zwei\ndrei']],
    ['white space', '<p>  a \n b&nbsp;c  <i> d</i> </p>', ['paragraph: a b c d']],
    ['text in a table and in no cell', '<table>lose<tr><td>a</td></tr></table>', ['paragraph: lose', 'table: a']],
    [
      'sections and figures around blocks',
      '<section><figure class="table"><table><tr><td>a</td><td>b</td></tr></table></figure></section>',
      ['table: a\tb'],
    ],
    ['terms and their meanings', '<dl><dt>Wort<dd>Sinn</dl>', ['paragraph: Wort', 'paragraph: Sinn']],
    ['characters by name and number', '<p>&Uuml;ber &#8211; &lt;b&gt; &amp;amp;</p>', ['paragraph: Über – <b> &amp;']],
    ['a quotation in a sentence', '<p>Er sagte <q>ja</q>.</p>', ['paragraph: Er sagte “ja”.']],
  ])('reads %s', (_, html, expected) => expect(shapes(html)).toEqual(expected))

  it('keeps marks in order, the outermost first, and links that lead somewhere', () => {
    const { blocks } = htmlBlocks('<p>a <em>b <strong>c</strong></em> <a href=" https://x.example/?a=1&amp;b=2 ">d<sup>2</sup></a></p>')
    expect(blocks[0]).toEqual({
      kind: 'paragraph',
      spans: [
        { text: 'a ' },
        { text: 'b ', marks: [{ kind: 'emphasis' }] },
        { text: 'c', marks: [{ kind: 'emphasis' }, { kind: 'strong' }] },
        { text: ' ' },
        { text: 'd', marks: [{ kind: 'link', href: 'https://x.example/?a=1&b=2' }] },
        { text: '2', marks: [{ kind: 'link', href: 'https://x.example/?a=1&b=2' }, { kind: 'superscript' }] },
      ],
    })
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', '/relative', '#anchor', 'java\nscript:alert(1)', 'ftp://x.example/', 'vbscript:x'])(
    'keeps the words of a link to %j and not the link',
    (href) => {
      const { blocks, notes } = htmlBlocks(`<p><a href="${href}">Wort</a></p>`)
      expect(blocks).toEqual([{ kind: 'paragraph', spans: [{ text: 'Wort' }] }])
      expect(notes.map(({ rule }) => rule)).toEqual(['link-dropped'])
    },
  )

  it('reads tables with their header, and leaves room for cells over several columns and rows', () => {
    const html =
      '<table><caption>Stand</caption><thead><tr><th>Klub<th>Tore<th>Punkte<tbody><tr><td colspan=3>Samstag<tr><td rowspan=2>YB<td>3<td>9<tr><td>4<td>12<tr><td></table>'
    const { blocks, notes } = htmlBlocks(html)
    expect(blocks.map(shape)).toEqual(['paragraph: Stand', 'table: Klub\tTore\tPunkte\nSamstag\t\t\nYB\t3\t9\n\t4\t12'])
    expect(blocks[1]).toMatchObject({ headerRows: 1 })
    expect(notes.map(({ rule }) => rule)).toEqual(['caption'])
  })

  it('takes no row of bare cells for a header', () => {
    expect(htmlBlocks('<table><tr><td>Ort<td>Sitze<tr><td>Bern<td>7</table>').blocks[0]).toMatchObject({ headerRows: 0 })
    expect(htmlBlocks('<table><tr><th>Ort<th>Sitze<tr><th>Bern<td>7</table>').blocks[0]).toMatchObject({ headerRows: 1 })
  })

  it('bounds the room of spanned cells', () => {
    const { blocks } = htmlBlocks(`<table>${'<tr><td colspan=1000 rowspan=1000>x'.repeat(500)}</table>`)
    expect(JSON.stringify(blocks).length).toBeLessThan(100_000)
  })

  it('gives pictures their captions and takes neither for text', () => {
    const html =
      '<p>Text <img src="https://x.example/a.jpg" alt="Alt A" width="640"></p><figure><img src="https://x.example/b.jpg" alt="Alt B"><figcaption>Die <b>Brücke</b></figcaption></figure><img src="data:image/png;base64,xx" alt="Alt C"><dnl-image ref="urn:x:1" caption="Bild im Text" creditline="Muster/dpa"></dnl-image>'
    const { blocks, pictures, notes } = htmlBlocks(html)
    expect(blocks.map(shape)).toEqual(['paragraph: Text'])
    expect(pictures).toEqual([
      { href: 'https://x.example/a.jpg', width: 640, caption: 'Alt A' },
      { href: 'https://x.example/b.jpg', caption: 'Die Brücke' },
      { href: 'urn:x:1', caption: 'Bild im Text', credit: 'Muster/dpa' },
    ])
    expect(notes.map(({ rule, text }) => [rule, text])).toEqual([['picture-text', 'Alt B\nAlt C']])
  })

  it('leaves out programs, styles, frames, forms and comments, and keeps what they said in Notes', () => {
    const html =
      '<style>p {color: red}</style><p>Text<script>var a = "<p>kein Text</p>"</script></p><!-- geheim --><iframe src="https://x.example/">alt</iframe><form><label>Name</label><input value="x"></form><textarea>Feld</textarea><title>Titel</title><dnl-twitterembed src="https://x.example/20"></dnl-twitterembed>'
    const { blocks, notes } = htmlBlocks(html)
    expect(blocks.map(shape)).toEqual(['paragraph: Text'])
    const texts = new Map(notes.map(({ rule, text }) => [rule, text]))
    expect(texts.get('html-unread')).toBe('p {color: red}\nvar a = "<p>kein Text</p>"\nalt\nName\nFeld\nTitel')
    expect([texts.get('html-comment'), texts.get('embed-dropped')]).toEqual(['geheim', 'https://x.example/\nhttps://x.example/20'])
  })

  it('reads a form that is wrapped around a whole page', () => {
    expect(shapes('<form><p>Der Text</p></form>')).toEqual(['paragraph: Der Text'])
  })

  it.each([
    ['<p></p><p> </p><p>x</p>', ['empty-paragraph']],
    ['<p>x <del>alt</del></p>', ['struck-out']],
    ['<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>', ['flattened']],
    ['<p>x\u00ad&shy;y\u202e</p>', ['invisible-characters']],
    ['<p>Z\u00c3\u00bcrich</p>', ['mojibake']],
  ])('says in a Note what a person should know of %j', (html, expected) => expect(rules(html)).toEqual(expected))

  it('takes out what nobody sees', () => {
    expect(shapes('<p>x\u00ad&shy;y\u202e&#8203;z\u0007 &nbsp; a</p>')).toEqual(['paragraph: xyz a'])
  })
})

describe('htmlSpans()', () => {
  it('reads a headline, blocks in it as lines', () => {
    const { spans } = htmlSpans('<h1>So <b>gross</b></h1><p>und mehr</p>')
    expect(plain(spans)).toBe('So gross\nund mehr')
    expect(spans[1]?.marks).toEqual([{ kind: 'strong' }])
  })
})

const TAGS =
  'p div b i a ul ol li table tr td th thead caption blockquote pre h2 br img script style form select option template svg math section figure figcaption q s dl dt dd textarea title button noscript body html font nobr ruby rt'.split(
    ' ',
  )
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TAGS).map((tag) => `<${tag}>`) },
  { weight: 3, arbitrary: fc.constantFrom(...TAGS).map((tag) => `</${tag}>`) },
  { weight: 4, arbitrary: fc.constantFrom('Wort', ' zwei Worte ', '48 317', '&amp;', '&uuml;', '<', '>', '"', '\n', 'ß') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<!-- geheim -->',
      '<a href="javascript:x">',
      '<td colspan=3 rowspan=2>',
      '<img alt="Bild" src="x">',
      '<![CDATA[x]]>',
      '<?php echo ?>',
    ),
  },
)

describe('htmlBlocks() of any HTML', () => {
  it('loses no word: each stands in a block, in a caption or in a Note', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = pieces.join('')
        const { blocks, pictures, notes } = htmlBlocks(html)
        const carried = wordsOf(
          [
            ...blocks.map(blockText),
            ...pictures.map(({ caption }) => caption ?? ''),
            ...notes.filter(({ dropped }) => dropped).map(({ text }) => text ?? ''),
          ].join('\n'),
        ).join('')
        const source = parseHtml(html).nodes.map(rawTextOf).join('')
        // words may be parted or joined by markup, so their letters are counted
        const [letters, left] = [[...wordsOf(source).join('')].sort(), [...carried].sort()]
        const counts = Map.groupBy(left, (char) => char)
        for (const [char, all] of Map.groupBy(letters, (one) => one))
          expect(counts.get(char)?.length ?? 0, `${char} of ${html}`).toBeGreaterThanOrEqual(all.length)
      }),
      { numRuns: 1500 },
    )
  })

  it('gives blocks as the model has them: no empty one, no control character but the line break', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const block of htmlBlocks(pieces.join('')).blocks) {
          expect(blockText(block).trim()).not.toBe('')
          expect(blockText(block)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/)
        }
      }),
    )
  })

  it.each([
    '<b>',
    '<div>',
    '<p><font size=1>',
    '<a href=x>',
    '<td>',
    '<table>',
    '<table><tr><td>',
    '<li>',
    '<ul><li>',
    '<svg>',
    '<x>',
    '</p>',
    '</x>',
    '<!-- a -->',
    '&amp;',
    '<p a=b>',
    '<select><option>',
    '<i></i>',
    '<table>x',
    '<s>y</s>',
    '<b class=1><p>',
    '<button>',
    '<template>',
    'x <br>',
    '<p ',
  ])('takes time in proportion to the size of nothing but %j, or refuses it', (unit) => {
    const timed = (size: number) => {
      const html = unit.repeat(size / unit.length)
      const start = performance.now()
      try {
        htmlBlocks(html)
      } catch (error) {
        expect(error).toBeInstanceOf(Rejected)
      }
      return performance.now() - start
    }
    timed(10_000)
    expect(timed(400_000)).toBeLessThan(Math.max(timed(40_000), 20) * 30)
  })

  it.each([
    ['<div>'.repeat(101), 'html-too-deep'],
    ['<div>'.repeat(1_000_000), 'html-too-deep'],
    ['<p>x'.repeat(50_001), 'html-too-many'],
    ['<!-- x -->'.repeat(50_001), 'html-too-many'],
  ])('refuses what is nested too deeply or has too many elements', (html, rule) => {
    expect(() => htmlBlocks(html)).toThrow(expect.objectContaining({ name: 'Rejected', rule }))
  })
})
