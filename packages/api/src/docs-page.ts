import { escapeHtml } from '@depesche/syndication/html'
import type { Part } from './openapi.ts'

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h2{margin-top:2.5rem;border-top:1px solid #ccc;padding-top:1rem}code,pre{font:.9rem ui-monospace,monospace}
pre{background:#f4f4f4;padding:.7rem;overflow:auto}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#161616}pre{background:#262626}td,th,h2{border-color:#444}a{color:#8bf}}`

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((part, name) => (part as Part | undefined)?.[name], value)
const textAt = (value: unknown, ...path: readonly string[]) => String(at(value, ...path) ?? '')
const cell = (text: string) => `<td>${escapeHtml(text)}</td>`

/** The partner API for people: one page without scripts, made of its OpenAPI document. */
export function docsPage(document: Part): string {
  const origin = textAt(at(document, 'servers', '0'), 'url')
  const routes = Object.entries(document.paths as Readonly<Record<string, Part>>)
  const entry = at(document, 'components', 'schemas', 'Entry', 'properties', 'event')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(textAt(document, 'info', 'title'))}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(textAt(document, 'info', 'title'))}</h1>
<p>${escapeHtml(textAt(document, 'info', 'description'))}</p>
<pre>curl -H "Authorization: Bearer $KEY" ${escapeHtml(origin)}/v1/feeds</pre>
<p>Begin without <code>after</code>, keep the <code>next</code> of each answer, ask again with it. What each event asks of you: ${escapeHtml(textAt(entry, 'description'))}</p>
<p>For programs: <a href="/openapi.json">OpenAPI 3.1</a>.</p>
${routes.map(([path, item]) => routeHtml(document, path, item.get as Part)).join('\n')}
${webhooksHtml(document)}
</body></html>
`
}

/** What is sent to partners who asked for it. */
function webhooksHtml(document: Part): string {
  const webhooks = Object.values((document.webhooks ?? {}) as Readonly<Record<string, Part>>)
  const rows = webhooks.map((each) => {
    const type = at(each, 'post', 'requestBody', 'content', 'application/json', 'schema', 'properties', 'type')
    const types = (at(type, 'enum') ?? [at(type, 'const')]) as readonly unknown[]
    const named = types.map((name) => `<code>${escapeHtml(String(name))}</code>`).join(' ')
    return `<tr><td>${named}</td>${cell(textAt(each, 'post', 'summary'))}</tr>`
  })
  return `<h2 id="webhooks">Webhooks</h2>
<p>Tell the agency an address, and it sends you each entry, signed by the scheme of Standard Webhooks. Answer 2xx when it is done; anything else comes again, for three days.</p>
<table><thead><tr><th>type</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function routeHtml(document: Part, path: string, operation: Part): string {
  const parameters = (operation.parameters as readonly Part[]).map((each) => resolved(document, each))
  const rows = parameters.map(
    (each) =>
      `<tr><td><code>${escapeHtml(textAt(each, 'name'))}</code></td>${cell(textAt(each, 'in'))}${cell(textAt(each, 'description'))}</tr>`,
  )
  const answers = Object.entries(operation.responses as Readonly<Record<string, Part>>)
  const types = Object.keys(at(operation, 'responses', '200', 'content') as Part)
  return `<h2 id="${escapeHtml(textAt(operation, 'operationId'))}"><code>GET ${escapeHtml(path)}</code></h2>
<p>${escapeHtml(textAt(operation, 'summary'))}. As ${types.map((type) => `<code>${escapeHtml(type)}</code>`).join(', ')}.</p>
<table><thead><tr><th>parameter</th><th>in</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>
<table><thead><tr><th>status</th><th></th></tr></thead><tbody>${answers.map(([status, answer]) => `<tr>${cell(status)}${cell(textAt(answer, 'description'))}</tr>`).join('')}</tbody></table>`
}

function resolved(document: Part, part: Part): Part {
  const { $ref } = part
  return typeof $ref === 'string' ? (at(document, ...$ref.slice(2).split('/')) as Part) : part
}
