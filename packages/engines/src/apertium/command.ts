import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { EngineError } from '@depesche/translation/engine'
import { environmentOf, type Installation } from '../apertium-installation.ts'

/**
 * The shell line of a mode, with `-z` (flush at NUL) for every stage and the two stages that carry marked words:
 * `apertium-wblank-mode` writes it, as for the `apertium` command itself; it also repairs old modes (es-pt).
 * Mode files name `/usr/share/apertium/…` absolutely, whatever APERTIUM_DATADIR says: moved to where the data is.
 */
export async function commandOf(installation: Installation, mode: string): Promise<string> {
  const file = join(installation.data, 'modes', `${mode}.mode`)
  const { stdout } = await promisify(execFile)('apertium-wblank-mode', ['-z', file], { env: environmentOf(installation) }).catch(
    (error) => {
      throw new EngineError('down', `Apertium ${mode} does not start: ${error.message}`, false, error)
    },
  )
  const data = installation.data.replaceAll("'", String.raw`'\''`)
  return stdout
    .trim()
    .replaceAll(/'[^']*\/share\/apertium\//g, () => `'${data}/`)
    .replaceAll('$1', '-g') // the generator's option: mark unknown words
    .replaceAll('$2', '') // the tagger's
}
