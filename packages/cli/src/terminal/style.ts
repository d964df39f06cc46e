import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** Colour where standard output takes it (a terminal, no NO_COLOR), plain text elsewhere. */
export function paint(format: Format, text: string): string {
  return styleText(format, text, { stream: process.stdout, validateStream: true })
}

/** Control characters of a stranger's text made harmless for a terminal or a log: shown, not obeyed. */
export function safe(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) =>
    character === '\t' || character === '\n' ? ' ' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/** At most `width` characters, with an ellipsis when something is cut. */
export function cut(text: string, width: number): string {
  const characters = [...text]
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`
}

/** `1.2 kB`, `73 MB`, `84 GB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}

/** `85 ms`, `1.4 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
