import { type Copy, type Cut, cut, linesOf } from './piece.ts'

const BYLINE =
  /^\s*(?:von|by|par|di|da|text:)\s((?:(?:und|and|et|e|de|von|van|der)\s|\p{Lu}[\p{L}'’.-]{0,25}[\s,]{1,2}){1,7}\p{Lu}[\p{L}'’.-]{1,25}),?\s*$/iu
const TOP = 5

/** `Von Erika Muster` as a line of its own below the headline: who wrote it. The headline itself is never one. */
export function takeByline(copy: Copy): Copy {
  const texts = linesOf(copy)
    .filter(({ state }) => state === 'text')
    .slice(1, TOP)
  const line = texts.find(({ text }) => text.length <= 80 && isNames(BYLINE.exec(text)?.[1]))
  const byline = line && BYLINE.exec(line.text)?.[1]?.trim()
  if (!line || byline === undefined) return copy
  const one: Cut = { line: line.number, fate: 'taken', part: 'byline', rule: 'byline', reason: 'The byline was taken off the text.' }
  return cut(copy, [one], { byline })
}

/** Every word has a capital, but the small ones between names. */
function isNames(text: string | undefined): boolean {
  const words = text?.trim().split(/[\s,]+/) ?? []
  return words.length >= 2 && words.every((word) => /^\p{Lu}/u.test(word) || /^(?:und|and|et|e|de|von|van|der)$/.test(word))
}
