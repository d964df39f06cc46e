import { type Note, plain } from '@depesche/article/model'
import type { Engine, Job, Translated } from '../engine.ts'
import { wishAmong, withoutTerms } from '../term-mark.ts'
import { wordTokens } from './forms.ts'
import { fulfilled, type SentenceEnds } from './fulfilled.ts'
import type { Glossary } from './glossary.ts'
import { type Marked, marked } from './marked.ts'

/** A job through an engine, with the glossary's words; see `withGlossary`. */
export async function through(engine: Engine, job: Job, glossary: Glossary): Promise<readonly Translated[]> {
  const sources = job.segments.map((segment) => marked(segment, glossary))
  const back = await answers(engine, job, sources)
  return sources.map((source, index) => back[index] ?? { spans: source.answer ?? [], notes: [] })
}

/** By segment; `undefined` where the glossary has the answer. */
async function answers(engine: Engine, job: Job, sources: readonly Marked[]): Promise<readonly (Translated | undefined)[]> {
  const sent = sources.flatMap(({ answer, spans }, index) => (answer ? [] : [{ index, spans }]))
  if (sent.length === 0) return []
  const translated = await engine.translate({ ...job, segments: sent.map(({ spans }) => spans) })
  if (translated.length !== sent.length) throw new Error(`${sent.length} segments were sent and ${translated.length} came back`)
  // what parts sentences is read only where a term came back
  const isMarked = translated.some(({ spans }) => spans.some(({ marks }) => wishAmong(marks) !== undefined))
  const sentences = isMarked ? await import('../sentences.ts') : undefined
  const endsOf: SentenceEnds = (text) => {
    let at = 0
    const all = sentences?.sentencesOf([{ text }], job.to) ?? []
    return all.map(({ spans, gap }) => {
      at += plain(spans).length + plain(gap).length
      return at
    })
  }
  const back = new Map(sent.map(({ index }, at) => [index, restored(translated[at]!, sources[index]!, job, endsOf)]))
  return sources.map((_, index) => back.get(index))
}

function restored({ spans, notes }: Translated, { wishes }: Marked, { to }: Job, endsOf: SentenceEnds): Translated {
  const words = fulfilled(spans, wishes, to.split('-')[0] ?? to, endsOf)
  const clean = withoutTerms(words)
  const terms = spans.filter(({ marks }) => wishAmong(marks) !== undefined).map(({ text }) => text)
  return { spans: clean, notes: notes.flatMap((note) => noteWithout(note, terms, plain(clean), wishes)) }
}

/** Nothing is told of our own marks, nor of words that an engine did not know and the glossary did. */
function noteWithout(note: Note, terms: readonly string[], text: string, wishes: ReadonlyMap<string, number>): readonly Note[] {
  if (note.rule === 'unknown-words') return unknownWithout(note, terms, text, wishes)
  if (!note.rule.startsWith('markup-') || !note.text?.includes('term:')) return [note]
  const names = [...wishes.keys()].flatMap((wish) => [`link to term:${wish}`, `term:${wish}`])
  const rest = names
    .reduce((left, name) => left.replaceAll(name, ''), note.text)
    .split(', ')
    .filter((each) => each !== '')
  return rest.length > 0 ? [{ ...note, text: rest.join(', ') }] : []
}

function unknownWithout(note: Note, terms: readonly string[], text: string, wishes: ReadonlyMap<string, number>): readonly Note[] {
  const known = new Set(terms.flatMap((term) => [term.trim(), ...wordTokens(term).map((token) => token.text)]))
  const wished = new Set([...wishes.keys()].flatMap((wish) => [wish, ...wordTokens(wish).map((token) => token.text)]))
  const stands = new Set(wordTokens(text).map((token) => token.text))
  const before = (note.text ?? '').split(', ')
  const left = before.filter((word) => !known.has(word) || (stands.has(word) && !wished.has(word)))
  if (left.length === before.length) return [note]
  if (left.length === 0) return []
  return [{ ...note, level: left.some((word) => /^\p{Ll}/u.test(word)) ? note.level : 'info', text: left.join(', ') }]
}
