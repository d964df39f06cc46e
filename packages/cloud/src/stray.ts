import { type DeskSettings, deskOfKey } from '@depesche/pipeline/desks'
import { type Dropped, MAX_UPLOAD_BYTES } from '@depesche/pipeline/ports'

/**
 * Why a file in the drop box is not taken in; `undefined`: it is. It stays there, is told in the log and by an alarm until
 * somebody has moved it (docs/operations.md).
 */
export function strayBecause(desks: readonly DeskSettings[], { key, size = 0 }: Dropped): 'no-desk' | 'too-large' | undefined {
  if (deskOfKey(desks, key) === undefined) return 'no-desk'
  return size > MAX_UPLOAD_BYTES ? 'too-large' : undefined
}
