import { createReadStream, statSync } from 'node:fs'
import { createTmxReader, TmxError } from '@depesche/translation/tmx/read-tmx'
import type { Unit } from '@depesche/translation/tmx/unit'
import { Fault } from './fault.ts'
import { safe } from './terminal/style.ts'

/** Called with the units of each piece of the file, in order, and the share of it that is read (0 to 1). */
export type TakeUnits = (units: readonly Unit[], share: number) => void | Promise<void>

/**
 * Reads a TMX file piece by piece: UTF-8 or UTF-16 by its byte order mark, else by what its XML declaration says. Throws `Fault` with the
 * file and the line for anything that is no TMX, cut off, or in another encoding than it says.
 */
export async function readTmxFile(path: string, take: TakeUnits): Promise<void> {
  let units: Unit[] = []
  const reader = createTmxReader((unit) => void units.push(unit))
  try {
    const { size } = statSync(path)
    let done = 0
    let decoder: InstanceType<typeof TextDecoder> | undefined
    for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true })
      done += piece.length
      reader.write(decoder.decode(piece, { stream: true }))
      const read = units
      units = []
      await take(read, size === 0 ? 1 : done / size)
    }
    reader.write(decoder?.decode() ?? '')
    reader.close()
    await take(units, 1)
  } catch (error) {
    throw asFault(path, error)
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(start.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8'
}

function asFault(path: string, error: unknown): unknown {
  const file = safe(path)
  if (error instanceof TmxError)
    return new Fault(`${file}, line ${error.line}: ${error.message}`, 'give it as TMX 1.4 (an export of the other system)')
  const { code, name, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new Fault(`there is no ${file}`, 'name a TMX file', 2)
  if (code === 'EISDIR') return new Fault(`${file} is a folder`, 'name a TMX file', 2)
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA' || (name === 'TypeError' && /encoded data/.test(message)))
    return new Fault(`${file} is not in the encoding that it says`, 'save it in UTF-8')
  if (name === 'RangeError') return new Fault(`${file} says an encoding that is not known: ${safe(message)}`, 'save it in UTF-8')
  return error
}
