import type { Draft, Note } from '@depesche/article/model'
import { wordsOf } from '@depesche/wire/text/words'
import { decodeHTML } from 'entities'

/**
 * What the conservation of words is measured by. A document's words are those of all its strings, but for what programs alone read:
 *
 * - addresses (a scheme, a colon and no white space: `https:…`, `urn:…`, and codes like `drol:caption`), times, durations and numbers;
 * - single words under a key of `codes`, or below one of `machine` (identifiers, rights in a language of their own, names of files);
 * - the names of codes that stand beside them (`digitalSourceType`), and the title of dpa's notepad;
 * - a text, or a line of one, that another repeats word for word: a body as HTML and as text, a note in two fields.
 *
 * HTML is parted into the lines that a browser shows; scripts and comments in it count, attributes do not.
 */
export interface Keys {
  readonly codes: ReadonlySet<string>
  readonly machine: ReadonlySet<string>
}

const NAMES: ReadonlySet<string> = new Set(['digitalsourcetype', 'header_html'])

export const ninjsKeys: Keys = {
  codes: new Set(
    'uri type mimetype contenttype representationtype profile version pubstatus language lang langid role rel scheme code literal creator symboltype symbol exchange format frequency transportprotocol scantype videocodec aspectratio bitrate eventstatus plannedcoveragestatus schema'.split(
      ' ',
    ),
  ),
  machine: new Set([
    'altids',
    'standard',
    '$standard',
    'advices',
    'rightsinfo',
    'trustindicators',
    'trustindicator',
    'renditions',
    'associations.name',
  ]),
}

export const digitalwiresKeys: Keys = {
  codes: new Set('format type entry_id urn pubstatus signal language role qcode mimetype url'.split(' ')),
  // statuses, wires and rubrics are codes where they stand as names, too
  machine: new Set([
    'desk_names',
    'rubric_names',
    'current_rubric_names',
    'dnltype:pubstatus',
    'dnltype:signal',
    'dnltype:urgency',
    'dnltype:wire',
    'dnltype:rubric',
  ]),
}

/** The document's words as `Keys` has it. */
export function wordsOfDocument(value: unknown, keys: Keys): readonly string[] {
  const texts = textsIn(value, keys).map((text) => linesOf(text).map((line) => wordsOf(bare(line))))
  const once = new Map(texts.map((lines) => [lines.flat().join(' '), lines]))
  return [...new Map([...once.values()].flat().map((words) => [words.join(' '), words])).values()].flat()
}

/** The words of the draft, facts and all, and of its Notes. */
export function wordsCarried(draft: Draft, notes: readonly Note[]): readonly string[] {
  const texts: string[] = notes.flatMap(({ text }) => text ?? [])
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.push(value)
    // runs of one paragraph are one text: a mark may begin within a word
    else if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof (one as { text?: unknown }).text === 'string'))
      texts.push(value.map((one: { text: string }) => one.text).join(''))
    else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) walk(one, `${path}.${key}`)
  }
  walk(draft, '')
  return wordsOf(bare(texts.flatMap(linesOf).join('\n')))
}

/** The words that are there less often than wanted. */
export function missing(wanted: readonly string[], carried: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const word of carried) left.set(word, (left.get(word) ?? 0) + 1)
  return wanted.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count <= 0
  })
}

function textsIn(value: unknown, keys: Keys, path: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return isText(value, keys, path) ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, keys, path))
  if (typeof value !== 'object' || value === null) return []
  const { type } = value as { type?: unknown }
  const below = typeof type === 'string' && keys.machine.has(type) ? [...path, type] : path
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, keys, [...below, key.toLowerCase()]))
}

function isText(text: string, { codes, machine }: Keys, path: readonly string[]): boolean {
  const one = text.trim()
  if (path.some((key) => NAMES.has(key))) return false
  if (/\s/.test(one)) return true
  if (/^(?:[a-z][a-z0-9+.-]{1,20}:\S+|www\.\S+|\S+@\S+)$/i.test(one) || /^\d{4}-\d\d(?:-\d\d(?:T\S+)?)?$|^P\S*\d\S*$/.test(one))
    return false
  const last = path.at(-1) ?? ''
  const isLabel = path.some((key) => machine.has(key)) || machine.has(`${path.at(-2)}.${last}`)
  return /\p{L}/u.test(one) && !codes.has(last) && !isLabel
}

const BLOCK =
  /<\/?(?:p|div|section|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|caption|blockquote|pre|figure|figcaption|header|br)\b[^<>]*>/gi

const TAG = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/i

/** The lines of a text; of HTML those that a browser shows. */
function linesOf(text: string): readonly string[] {
  if (!TAG.test(text)) return text.split('\n')
  return decodeHTML(
    text
      .replaceAll(BLOCK, '\n')
      .replaceAll(/<!--|-->/g, '')
      .replaceAll(new RegExp(TAG, 'gi'), ''),
  ).split('\n')
}

/** Without what nobody sees within a word. */
function bare(text: string): string {
  return text.replaceAll(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
}
