/** The first matches of a global pattern, at most so many: a text may hold ten thousand. */
export function matchesIn(text: string, pattern: RegExp, most: number): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  for (const match of text.matchAll(pattern)) {
    if (found.length === most) break
    found.push(match)
  }
  return found
}
