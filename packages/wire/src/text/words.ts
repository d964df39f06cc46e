/** The words of a text: letters and digits, in order. Two texts with the same words have lost none to one another. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

/** All letters and digits in one string: the same before and after a change that only moves or drops what nobody reads. */
export function lettersOf(text: string): string {
  return text.normalize('NFC').replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
