import { createInterface } from 'node:readline/promises'
import { Fault } from './fault.ts'

export interface Asking {
  readonly yes?: true
  readonly input?: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly output?: NodeJS.WritableStream & { readonly isTTY?: boolean }
}

/**
 * Asks on the terminal whether to go on; anything but yes is no. Throws `Fault` where there is nobody to ask and `--yes`
 * was not given.
 */
export async function confirm({ yes, input = process.stdin, output = process.stdout }: Asking): Promise<boolean> {
  if (yes) return true
  if (!input.isTTY || !output.isTTY)
    throw new Fault(
      'nothing was done: there is no terminal to ask at',
      'add --yes to go on without a question, or --dry-run to look only',
      2,
    )
  const lines = createInterface({ input, output })
  const ended = new AbortController()
  lines.once('close', () => ended.abort())
  try {
    return /^y(?:es)?$/i.test((await lines.question('go on? [y/N] ', { signal: ended.signal })).trim())
  } catch (error) {
    // Ctrl-C or Ctrl-D at the question
    if ((error as Error).name === 'AbortError') return false
    throw error
  } finally {
    lines.close()
  }
}
