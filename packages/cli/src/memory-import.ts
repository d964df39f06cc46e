import { baseLanguage } from '@depesche/article/model'
import { entriesOf } from '@depesche/pipeline/memory-tmx'
import type { DeskSide } from './desk-side.ts'
import { MemoryCounts } from './memory-counts.ts'
import { isWanted, type MemoryFilter } from './memory-filter.ts'
import { loadNewsroom, type Newsroom } from './newsroom.ts'
import { readTmxFile } from './read-tmx-file.ts'
import { startProgress } from './terminal/progress.ts'
import { safe } from './terminal/style.ts'

interface Importing extends MemoryFilter {
  readonly config?: string
  /** read and count alone */
  readonly dryRun?: true
}

const AT_ONCE = 100

/** Takes a TMX file into a wire's memory and tells what came of it. The file is read to its end before anything is kept: half a memory would pass for a whole one. Throws `Fault`. */
export async function importMemory(file: string, desk: Pick<DeskSide, 'takeMemory'>, options: Importing): Promise<void> {
  const newsroom = await loadNewsroom(options.config)
  const progress = startProgress()
  try {
    const now = Date.now()
    const known = knownBy(newsroom)
    const strange = new Map<string, number>()
    let [units, found] = [0, 0]
    await readTmxFile(file, (read, share) => {
      units += read.length
      for (const unit of read) {
        for (const { language } of unit.variants) if (known(language) === undefined) strange.set(language, (strange.get(language) ?? 0) + 1)
        found += entriesOf(unit, known, now).filter(isWanted(options)).length
      }
      progress.update(share / 2, `reading ${safe(file)}: ${units.toLocaleString('en')} units`)
    })
    const counts = new MemoryCounts()
    let tooLong = 0
    if (!options.dryRun)
      await readTmxFile(file, async (read, share) => {
        const entries = read.flatMap((unit) => entriesOf(unit, known, now)).filter(isWanted(options))
        // so many at a time: the store writes them to the disk together
        for (let at = 0; at < entries.length; at += AT_ONCE) {
          const some = entries.slice(at, at + AT_ONCE)
          const kept = await desk.takeMemory(some)
          for (const [index, entry] of some.entries()) kept[index] ? counts.add(entry) : tooLong++
        }
        progress.update(0.5 + share / 2, `keeping: ${counts.total().toLocaleString('en')} of ${found.toLocaleString('en')}`)
      })
    progress.done()
    const rest = [...strange].map(([language, count]) => `${safe(language)} (${count.toLocaleString('en')})`)
    console.log(`${units.toLocaleString('en')} units read, ${found.toLocaleString('en')} passages in directions of this newsroom`)
    if (rest.length > 0) console.log(`languages that it has not: ${rest.slice(0, 20).join(', ')}`)
    if (tooLong > 0) console.log(`${tooLong.toLocaleString('en')} are too long to be remembered`)
    if (options.dryRun) console.log('nothing was kept (--dry-run)')
    else if (!counts.isEmpty()) console.log(counts.table())
  } finally {
    progress.done()
  }
}

/** Our own tag for a language of a file: itself where the newsroom has it, else without its region (`fr-FR` is `fr`). */
function knownBy({ desks, products }: Newsroom): (tag: string) => string | undefined {
  const ours = new Set([...desks.map(({ language }) => language), ...products.flatMap(({ languages }) => languages)])
  return (tag) => [tag, baseLanguage(tag)].find((each) => ours.has(each))
}
