/** The elements of the allow-list in docs/formats.md. */
const ALLOWED = new Set('p h2 ul ol li table thead tbody tr th td blockquote pre a em strong sub sup br'.split(' '))
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

export interface Read {
  readonly text: string
  readonly hrefs: readonly string[]
  readonly tags: readonly string[]
}

/**
 * Reads HTML as strictly as one can: only the allow-list, only `class="lede"` and `href`, every element closed in order,
 * no link inside a link, no bare `<`, `>` or `&`. `<br>` is a line break; a line break right after `<pre>` does not count,
 * as every browser has it. Throws for anything else.
 */
export function readHtml(html: string): Read {
  const open: string[] = []
  const hrefs: string[] = []
  const tags: string[] = []
  let text = ''
  let rest = html
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest) ?? undefined
    if (match) rest = rest.slice(match[0].length)
    return match
  }
  while (rest !== '') {
    const closed = take(/^<\/([a-z0-9]+)>/)
    if (closed) {
      const expected = open.pop()
      if (expected !== closed[1]) throw new Error(`</${closed[1]}> closes <${expected}>`)
      continue
    }
    const opened = take(/^<([a-z0-9]+)(?: class="(lede)"| href="([^"<>]*)")?>/)
    if (opened) {
      const [, tag = '', , href] = opened
      if (!ALLOWED.has(tag)) throw new Error(`<${tag}> is not on the list`)
      if ((href !== undefined) !== (tag === 'a')) throw new Error(`href belongs to <a>: ${opened[0]}`)
      if (tag === 'a' && open.includes('a')) throw new Error('a link inside a link')
      if (href !== undefined) hrefs.push(decode(href))
      tags.push(tag)
      if (tag === 'br') text += '\n'
      else open.push(tag)
      if (tag === 'pre') take(/^\n/)
      continue
    }
    const run = take(/^[^<>]+/)
    if (run === undefined) throw new Error(`not HTML: ${rest.slice(0, 40)}`)
    text += decode(run[0])
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(' ')}`)
  return { text, hrefs, tags }
}

function decode(text: string): string {
  return text.replaceAll(/&[^;]*;?/g, (entity) => {
    const character = ENTITIES[entity]
    if (character === undefined) throw new Error(`not an entity of ours: ${entity}`)
    return character
  })
}
