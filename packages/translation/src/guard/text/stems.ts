/** Words by their beginnings. */
export interface Stems {
  readonly has: (key: string) => boolean
}

const LONGEST = 16

/** A list of beginnings, without accents and parted by spaces; `$` at the end: the whole word, `*` at the beginning: an ending. */
export function stemsOf(list: string): Stems {
  const forms = list.split(' ')
  const whole = new Set(forms.filter((form) => form.endsWith('$')).map((form) => form.slice(0, -1)))
  const endings = forms.filter((form) => form.startsWith('*')).map((form) => form.slice(1))
  const begin = new Set(forms.filter((form) => !form.endsWith('$') && !form.startsWith('*')))
  const begins = (key: string) => {
    for (let length = Math.min(LONGEST, key.length); length > 1; length--) if (begin.has(key.slice(0, length))) return true
    return false
  }
  return { has: (key) => whole.has(key) || begins(key) || endings.some((ending) => key.length > ending.length + 2 && key.endsWith(ending)) }
}
