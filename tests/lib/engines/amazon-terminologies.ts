/**
 * The custom terminologies of the stand-in for Amazon Translate: imported, listed page by page, deleted, and applied to a text.
 * https://docs.aws.amazon.com/translate/latest/APIReference/API_ImportTerminology.html
 */

/** What is wrong with a request, in the service's own terms. */
export interface Refusal {
  readonly type: string
  readonly message: string
}

type Body = Readonly<Record<string, unknown>>
type Rows = readonly (readonly string[])[]

export interface TerminologyStore {
  /** the terms by name, the first row the languages */
  readonly all: ReadonlyMap<string, Rows>
  /** answers an operation; `undefined`: it is none of its own */
  readonly answer: (operation: string, body: Body) => object | Refusal | undefined
  /** what must not be translated by itself, and the text with signs in its place; a refusal for a name that is not there */
  readonly hide: (text: string, names: readonly string[]) => Hidden | Refusal
}

export interface Hidden {
  readonly text: string
  readonly shown: (translated: string) => string
}

export const isRefusal = (answer: object): answer is Refusal => 'type' in answer && 'message' in answer

const PAGE = 2
const NAME = /^([A-Za-z0-9-]_?)+$/
const invalid = (message: string): Refusal => ({ type: 'InvalidParameterValueException', message })
const unknown = (name: string): Refusal => ({ type: 'ResourceNotFoundException', message: `Resource not found: ${name}` })

export function createTerminologyStore(): TerminologyStore {
  const all = new Map<string, Rows>()
  const operations: Readonly<Record<string, (body: Body) => object | Refusal>> = {
    ImportTerminology: (body) => imported(all, body),
    ListTerminologies: ({ NextToken = '0' }) => {
      const at = Number(NextToken)
      const names = [...all.keys()].toSorted()
      const next = at + PAGE < names.length ? { NextToken: String(at + PAGE) } : {}
      return { TerminologyPropertiesList: names.slice(at, at + PAGE).map((Name) => ({ Name })), ...next }
    },
    GetTerminology: ({ Name }) => (all.has(String(Name)) ? { TerminologyProperties: { Name } } : unknown(String(Name))),
    DeleteTerminology: ({ Name }) => (all.delete(String(Name)) ? {} : unknown(String(Name))),
  }
  return { all, answer: (operation, body) => operations[operation]?.(body), hide: (text, names) => hidden(all, text, names) }
}

function imported(all: Map<string, Rows>, { Name, MergeStrategy, TerminologyData }: Body): object | Refusal {
  const name = String(Name)
  const { File = '', Format, Directionality } = (TerminologyData ?? {}) as { readonly [key: string]: string }
  const bytes = Buffer.from(File, 'base64')
  if (!NAME.test(name) || name.length > 256) return invalid(`the name ${name}`)
  if (MergeStrategy !== 'OVERWRITE' || Format !== 'CSV' || Directionality !== 'UNI')
    return invalid('merge strategy, format or directionality')
  if (bytes.length > 10 * 1024 * 1024) return { type: 'LimitExceededException', message: 'the file is too large' }
  const rows = rowsOf(bytes.toString('utf8'))
  const [head = []] = rows
  if (rows.some((row) => row.length !== head.length || row.some((cell) => cell === '' || Buffer.byteLength(cell) > 200)))
    return invalid('a line of the file')
  if (!all.has(name) && all.size >= 100) return { type: 'LimitExceededException', message: 'too many terminologies' }
  all.set(name, rows)
  return { TerminologyProperties: { Name: name, TermCount: rows.length - 1 } }
}

/** RFC 4180, the simple way. */
function rowsOf(text: string): Rows {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell = '']) => cellOf(cell)))
}
const cellOf = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)

/** Elements that say translate="no", and terms of the named terminology, which become their translation. */
function hidden(all: ReadonlyMap<string, Rows>, text: string, names: readonly string[]): Hidden | Refusal {
  if (names.length > 1) return invalid('one terminology in a request')
  const missing = names.find((name) => !all.has(name))
  if (missing !== undefined) return unknown(missing)
  const kept: string[] = []
  const hide = (said: string) => `\ue000${kept.push(said) - 1}\ue001`
  let out = text.replaceAll(
    /(<(\w+)[^>]*\btranslate="?no"?[^>]*>)(.*?)(<\/\2>)/gs,
    (_, open: string, _name, inside: string, close: string) => [open, hide(inside), close].join(''),
  )
  const terms = names.flatMap((name) => (all.get(name) ?? []).slice(1)).toSorted(([a = ''], [b = '']) => b.length - a.length)
  for (const [term = '', translation = ''] of terms) {
    const word = new RegExp(`(?<![\\p{L}\\p{N}])${term.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu')
    out = out.replaceAll(word, () => hide(translation))
  }
  return { text: out, shown: (translated) => translated.replaceAll(/\ue000(\d+)\ue001/g, (_, index) => kept[Number(index)] ?? '') }
}
