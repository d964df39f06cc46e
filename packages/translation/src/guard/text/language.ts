/** The languages whose words the guard knows. */
export type Known = 'de' | 'fr' | 'it' | 'en' | 'es'

const KNOWN: ReadonlySet<string> = new Set(['de', 'fr', 'it', 'en', 'es'] satisfies readonly Known[])

/** The language of a BCP 47 tag as far as the guard knows its words; `undefined`: only the rules that need no words apply. */
export function known(tag: string): Known | undefined {
  const base = tag.split('-')[0]?.toLowerCase() ?? ''
  return KNOWN.has(base) ? (base as Known) : undefined
}
