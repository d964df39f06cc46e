import { basename } from 'node:path'
import { Rejected } from '@depesche/article/model'
import type { DeskSettings } from '@depesche/pipeline/desks'
import { open } from '@depesche/wire/readers'
import type { Read } from './files.ts'

/** The articles that a file holds, each as a file of its own; a file that cannot be read is itself. */
export function articlesIn(file: Read, desk: DeskSettings): readonly Read[] {
  try {
    const opened = open({ name: basename(file.path), bytes: file.bytes }, desk)
    if (!('parts' in opened)) return [file]
    const { parts } = opened
    return parts.map(({ name, bytes }, index) => ({ ...file, path: `${file.path} (${index + 1} of ${parts.length}: ${name})`, bytes }))
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return [file]
  }
}
