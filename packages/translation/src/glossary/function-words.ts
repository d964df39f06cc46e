/** Articles and prepositions that an engine counts to a name, `du Conseil fédéral`: what it wrote of them stays. */
const WORDS: Readonly<Record<string, string>> = {
  de: 'der die das des dem den ein eine einer eines einem einen im in am an vom von zum zur beim bei und',
  fr: "le la les l' du de la des d' au aux à en un une et dans par pour",
  it: "il lo la i gli le l' del dello della dei degli delle dell' d' di al allo alla ai agli alle all' nel nello nella nei negli nelle nell' dal dallo dalla dai dagli dalle dall' sul sulla sull' un una uno in a da e",
  en: 'the of a an in at to by for from and with',
  es: 'el la los las de del al a en un una y por',
}

const sets = new Map<string, ReadonlySet<string>>()
function wordsIn(language: string): ReadonlySet<string> {
  const known = sets.get(language) ?? new Set((WORDS[language] ?? '').split(' '))
  sets.set(language, known)
  return known
}

/**
 * The beginning of a run that is only articles and prepositions of the language, with the space behind them; never the whole run. An
 * article that has lost its vowel (`l'`) stays before a vowel alone: which article would stand before another letter, only the engine knows.
 */
export function leadOf(run: string, wish: string, language: string): string {
  const words = wordsIn(language)
  let lead = ''
  for (const [whole, word = ''] of run.matchAll(/(\p{L}+['’]|\p{L}+)\s*/gu)) {
    const isLast = lead.length + whole.length >= run.length
    if (isLast || !run.startsWith(whole, lead.length) || !words.has(word.toLowerCase().replace('’', "'"))) break
    lead += whole
  }
  return /['’]\s*$/.test(lead) && !/^[aeiouhàâäéèêëîïôöùûü]/i.test(wish) ? lead.replace(/\p{L}+['’]\s*$/u, '') : lead
}

/** Nothing but articles, prepositions and white space; at least one of them. */
export function isSmall(text: string, language: string): boolean {
  const words = wordsIn(language)
  const parts = text.match(/\p{L}+['’]?|\S/gu) ?? []
  return parts.length > 0 && parts.every((part) => words.has(part.toLowerCase().replace('’', "'")))
}
