import { baseLanguage, languageTag, type Note } from '@depesche/article/model'
import { check, hold } from '../draft.ts'
import { detectLanguage } from './detect-language.ts'

/** So many words without a clear language are another language than ours, or several. */
const MUST_BE_CLEAR = 60
/** Fewer words than these never overrule a tag: a list of names or a result has no language of its own. */
const ENOUGH = 20

interface Chosen {
  readonly language: string
  readonly notes: readonly Note[]
}

/** The document's language unless its text clearly is another; without a tag the text's, else the desk's. */
export function chooseLanguage(tag: string | undefined, text: string, desk: string): Chosen {
  const declared = tag === undefined ? undefined : languageTag(tag)
  const found = detectLanguage(text)
  if (declared !== undefined) return tagged(baseLanguage(declared), found)
  const isLong = (text.match(/\p{L}+/gu) ?? []).length >= MUST_BE_CLEAR
  if (found?.confident && !(isLong && found.isMixed())) return { language: found.language, notes: [] }
  if (isLong) return { language: found?.language ?? desk, notes: [unknown()] }
  if (found) return { language: found.language, notes: [guessed(found.language)] }
  return { language: desk, notes: [assumed(desk)] }
}

function tagged(declared: string, found: ReturnType<typeof detectLanguage>): Chosen {
  if (!found?.confident || found.words < ENOUGH || found.language === declared) return { language: declared, notes: [] }
  const reason = `The document is tagged “${declared}”, but its text is “${found.language}”: the text decides.`
  return { language: found.language, notes: [check('language-overruled', reason, { part: 'language' }, declared)] }
}

function guessed(language: string): Note {
  return check('language-guessed', `The language “${language}” is a guess from few words.`, { part: 'language' })
}

function assumed(language: string): Note {
  return check('language-of-desk', `The text does not show its language; “${language}” is the desk's.`, { part: 'language' })
}

function unknown(): Note {
  const reason = 'The language of the text is not clear: one that we do not know, or several. A person must name it.'
  return hold('language-unknown', reason, { part: 'language' })
}
