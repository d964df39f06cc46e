/**
 * The beginning of a text, at most so many bytes of UTF-8 and never half a character: what goes into a table item must
 * fit it in any script.
 */
export function clip(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes))
  return read < text.length ? text.slice(0, read) : text
}
