import { decode } from '../bytes/decode.ts'

// UTF-8 read as windows-1252: the leads C2, C3 (Latin-1), C5 (Œ œ Š š Ž ž Ÿ) and E2 (quotes, dashes, €, ™).
// Other leads are left alone: `ß»` and `é»…` are German and French, and valid UTF-8 by chance.
const BROKEN =
  /[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Å[’“Šš¡½¾¸\u0092\u0093\u00a0]|â(?:[€‚„\u0080\u0082\u0084][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])/g
const SPECIAL = new Map([...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((char) => [char, byteOf(char)]))

interface Repaired {
  readonly text: string
  readonly count: number
  readonly example: string
}

/** Repairs characters that were written as UTF-8 and read as windows-1252 (`Ã¼` is ü). Sequences that decode to nothing stay. */
export function repairMojibake(text: string): Repaired {
  const known = new Map<string, string | undefined>()
  let count = 0
  let example = ''
  const repaired = text.replaceAll(BROKEN, (broken) => {
    if (!known.has(broken))
      known.set(
        broken,
        decode(
          Uint8Array.from(broken, (char) => SPECIAL.get(char) ?? char.charCodeAt(0)),
          'utf-8',
        ),
      )
    const char = known.get(broken)
    if (char === undefined) return broken
    count++
    example ||= `${broken} → ${char}`
    return char
  })
  return { text: count > 0 ? spaceless(repaired) : text, count, example }
}

/** The second byte of à is a no-break space, which copying makes a space; only where the text is broken anyway. */
function spaceless(text: string): string {
  return text.replaceAll(/Ã {1,2}(?=[\p{L}\d«“"])/gu, 'à ').replaceAll(/Â (?=[\d:;!?»%])/g, ' ')
}

function byteOf(char: string): number {
  for (let byte = 0x80; byte < 0xa0; byte++) if (decode(Uint8Array.of(byte), 'windows-1252') === char) return byte
  return char.charCodeAt(0)
}
