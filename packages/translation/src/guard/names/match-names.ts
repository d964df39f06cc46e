import type { Token } from '../text/tokens.ts'

/** The names of one side in the forms in which they are looked for. */
export interface NameIndex {
  readonly begins: ReadonlySet<string>
  readonly skeletons: ReadonlySet<string>
}

const BEGIN = 4

export function nameIndex(tokens: readonly Token[]): NameIndex {
  const words = tokens.filter(({ kind, key }) => kind === 'word' && key.length > 1)
  return {
    begins: new Set(words.map(({ key }) => key.slice(0, BEGIN))),
    skeletons: new Set(
      words
        .map(({ key }) => skeleton(key))
        .filter((each) => each.length > 1)
        .flatMap((each) => [each, each.replace(/s$/, '')]),
    ),
  }
}

/** True when a word of the other side begins alike or sounds alike: `Putins` and `Poutine`, `Selenskyj` and `Zelensky`. */
export function hasName({ begins, skeletons }: NameIndex, key: string): boolean {
  if (begins.has(key.slice(0, BEGIN))) return true
  const bones = skeleton(key)
  return bones.length > 1 && (skeletons.has(bones) || skeletons.has(bones.replace(/s$/, '')))
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch|sch|sh|ch|kh|cz/g, 'X'],
  [/ph|pf|w/g, 'v'],
  [/th|dh/g, 't'],
  [/gh|gu/g, 'g'],
  [/dj|dsch|j|y/g, ''],
  [/f/g, 'v'],
  [/ck|c|q/g, 'k'],
  [/z|ss/g, 's'],
  [/x/g, 'ks'],
  [/[aeiouh]/g, ''],
  [/(.)\1/g, '$1'],
]

/** The consonants of a word, those that languages write differently made one. */
export function skeleton(key: string): string {
  return SOUNDS.reduce((text, [pattern, sound]) => text.replaceAll(pattern, sound), key.slice(0, 40))
}
