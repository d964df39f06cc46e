import type { Block, Mark, Span } from '@depesche/article/model'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text made safe for HTML content and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
}

const TAGS = { emphasis: 'em', strong: 'strong', subscript: 'sub', superscript: 'sup' } as const

/** `http:`, `https:` and `mailto:` links keep their place; any other scheme is left out and its words stay. */
function safeHref(href: string): string | undefined {
  const url = URL.parse(href)
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined
}

function opening(mark: Mark): string {
  return mark.kind === 'link' ? `<a href="${escapeHtml(safeHref(mark.href) ?? '')}">` : `<${TAGS[mark.kind]}>`
}
const closing = (mark: Mark): string => (mark.kind === 'link' ? '</a>' : `</${TAGS[mark.kind]}>`)
/** HTML knows no link inside a link: the outermost one counts. Links that are left out make no element at all. */
function shown(marks: readonly Mark[]): readonly Mark[] {
  const outermost = marks.findIndex((mark) => mark.kind === 'link' && safeHref(mark.href) !== undefined)
  return marks.filter((mark, index) => mark.kind !== 'link' || index === outermost)
}
const same = (a: Mark | undefined, b: Mark | undefined) => JSON.stringify(a) === JSON.stringify(b)

/** Runs as inline HTML; neighbours under the same mark share its element. */
export function spansHtml(spans: readonly Span[]): string {
  let html = ''
  let open: readonly Mark[] = []
  const moveTo = (marks: readonly Mark[]) => {
    let shared = 0
    while (shared < open.length && shared < marks.length && same(open[shared], marks[shared])) shared++
    html += open.slice(shared).toReversed().map(closing).join('') + marks.slice(shared).map(opening).join('')
    open = marks
  }
  for (const { text, marks = [] } of spans) {
    moveTo(shown(marks))
    html += escapeHtml(text).replaceAll('\n', '<br>')
  }
  moveTo([])
  return html
}

function tableHtml(block: Extract<Block, { kind: 'table' }>): string {
  const row = (cells: readonly (readonly Span[])[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${spansHtml(cell)}</${tag}>`).join('')}</tr>`
  const head = block.rows.slice(0, block.headerRows).map((cells) => row(cells, 'th'))
  const body = block.rows.slice(block.headerRows).map((cells) => row(cells, 'td'))
  return `<table>${head.length > 0 ? `<thead>${head.join('')}</thead>` : ''}<tbody>${body.join('')}</tbody></table>`
}

/**
 * The body as HTML of the allow-list in docs/formats.md:
 * `p h2 ul ol li table thead tbody tr th td blockquote pre a[href] em strong sub sup br`, the lede as `p class="lede"`.
 */
export function bodyHtml(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join('\n')
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p${block.lede ? ' class="lede"' : ''}>${spansHtml(block.spans)}</p>`
    case 'crosshead':
      return `<h2>${spansHtml(block.spans)}</h2>`
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>${block.items.map((item) => `<li>${spansHtml(item)}</li>`).join('')}</${tag}>`
    }
    case 'table':
      return tableHtml(block)
    case 'quotation':
      return `<blockquote><p>${spansHtml(block.spans)}</p></blockquote>`
    case 'preformatted':
      // a line break right after <pre> is not text: one more, or the first empty line is lost
      return `<pre>${block.text.startsWith('\n') ? '\n' : ''}${escapeHtml(block.text)}</pre>`
  }
}
