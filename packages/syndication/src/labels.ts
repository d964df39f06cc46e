import { baseLanguage } from '@depesche/article/model'

/** What the reader must see beside a machine's translation, in the reader's language. */
const MACHINE: Readonly<Record<string, string>> = {
  ca: 'Traducció automàtica, no revisada per cap persona. Original en {source}.',
  de: 'Maschinelle Übersetzung, von niemandem geprüft. Original: {source}.',
  en: 'Machine translation, not checked by a person. Original: {source}.',
  es: 'Traducción automática, no revisada por una persona. Original en {source}.',
  fr: 'Traduction automatique, non relue par une personne. Original : {source}.',
  it: 'Traduzione automatica, non rivista da una persona. Originale: {source}.',
  pt: 'Tradução automática, não revista por uma pessoa. Original: {source}.',
  rm: 'Translaziun automatica, betg controllada dad ina persuna. Original: {source}.',
}
/** The same when a person has read it, and perhaps changed it. */
const READ: Readonly<Record<string, string>> = {
  ca: 'Traducció automàtica, revisada per una persona. Original en {source}.',
  de: 'Maschinelle Übersetzung, von einer Person geprüft. Original: {source}.',
  en: 'Machine translation, checked by a person. Original: {source}.',
  es: 'Traducción automática, revisada por una persona. Original en {source}.',
  fr: 'Traduction automatique, relue par une personne. Original : {source}.',
  it: 'Traduzione automatica, rivista da una persona. Originale: {source}.',
  pt: 'Tradução automática, revista por uma pessoa. Original: {source}.',
  rm: 'Translaziun automatica, controllada dad ina persuna. Original: {source}.',
}
const NO_TRANSLATION = 'NOT A TRANSLATION: placeholder text for tests, made by the "pseudo" engine. Original: {source}.'

/**
 * The machine-translation label in the reader's language; English where we have none.
 * `source` is the source's language tag, named in the reader's language; `none` (grade of pseudo) says it is no translation at all;
 * `isRead`: a person has let these very words go.
 */
export function machineLabel(language: string, source: string, grade: string, isRead = false): string {
  const labels = isRead ? READ : MACHINE
  const text = grade === 'none' ? NO_TRANSLATION : (labels[baseLanguage(language)] ?? labels.en ?? '')
  return text.replace('{source}', () => languageName(source, grade === 'none' ? 'en' : language))
}

const names = new Map<string, string>()

/** A language's name in another language (`fr` in `es`: francés); the tag itself where the runtime knows no name. */
export function languageName(tag: string, inLanguage: string): string {
  const key = `${tag} ${inLanguage}`
  const known = names.get(key)
  if (known !== undefined) return known
  const name = nameOf(tag, inLanguage)
  // the languages of a newsroom are few; a stranger's tags must not fill the memory
  if (names.size < 1000) names.set(key, name)
  return name
}

function nameOf(tag: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
