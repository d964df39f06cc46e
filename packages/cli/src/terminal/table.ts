import { stripVTControlCharacters } from 'node:util'

const width = (text: string) => [...stripVTControlCharacters(text)].length

/** Rows under a head, in columns as wide as their widest cell, two spaces apart. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))))
  const line = (row: readonly string[]) =>
    widths
      .map((wide, column) => (row[column] ?? '') + ' '.repeat(wide - width(row[column] ?? '')))
      .join('  ')
      .trimEnd()
  return all.map(line).join('\n')
}
