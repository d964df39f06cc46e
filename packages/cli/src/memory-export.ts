import { once } from 'node:events'
import { createWriteStream, existsSync, rmSync, statSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { unitOf } from '@depesche/pipeline/memory-tmx'
import { TMX_END, TMX_START, tmxUnit } from '@depesche/translation/tmx/write-tmx'
import type { DeskSide } from './desk-side.ts'
import { Fault } from './fault.ts'
import { MemoryCounts } from './memory-counts.ts'
import { isWanted, type MemoryFilter } from './memory-filter.ts'
import { safe, size } from './terminal/style.ts'

/** Writes a wire's memory as TMX 1.4b: to a file, whole or not at all, or to the standard output. Throws `Fault`. */
export async function exportMemory(file: string | undefined, desk: Pick<DeskSide, 'memory'>, filter: MemoryFilter): Promise<void> {
  if (file !== undefined && existsSync(file)) throw new Fault(`${safe(file)} is there already`, 'name a file that is not there yet', 2)
  const part = file === undefined ? undefined : `${file}.part`
  const out = part === undefined ? process.stdout : createWriteStream(part, { mode: 0o600 })
  try {
    if (part !== undefined) await once(out, 'open')
    const write = async (text: string) => void (out.write(text) || (await once(out, 'drain')))
    const counts = new MemoryCounts()
    await write(TMX_START)
    for await (const entry of desk.memory()) {
      if (!isWanted(filter)(entry)) continue
      counts.add(entry)
      await write(tmxUnit(unitOf(entry)))
    }
    await write(TMX_END)
    if (file === undefined || part === undefined) return
    out.end()
    await once(out, 'finish')
    await rename(part, file)
    console.log(
      counts.isEmpty()
        ? `${safe(file)} has no unit: the memory has none of that kind`
        : `${counts.table()}\n${size(statSync(file).size)} in ${safe(file)}`,
    )
  } catch (error) {
    if (part !== undefined) rmSync(part, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Fault(`${safe(file ?? '')} cannot be written`, 'its folder must be there', 2)
    throw error
  }
}
