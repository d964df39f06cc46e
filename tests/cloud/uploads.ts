/** What desks put into the drop box, and what must become of it. */
import type { Random } from '../model/random.ts'
import { headlineMark, killNotice, newsml, paste } from './copies.ts'

export interface Upload {
  /** below `incoming/` */
  readonly key: string
  readonly bytes: Uint8Array
  /** uploads of one story are versions of one article; a notice's is the story that it withdraws */
  readonly story: string
  /** absent where the wire has none */
  readonly version?: number
  readonly becomes: 'article' | 'withheld' | 'rejected' | 'notice'
  /** what its headline says */
  readonly mark?: string
  /** it withdraws its story */
  readonly deletes?: true
  /** when its embargo ends (ms) */
  readonly embargo?: number
  readonly desk: 'sda' | 'web'
}

/** A handful of uploads of two desks. `now`: when the run begins (ms). */
export function randomUploads(random: Random, now: number): readonly Upload[] {
  const uploads: Upload[] = []
  for (let n = 1; n <= (random.chance(0.3) ? 2 : 1); n++) uploads.push(...randomStory(random, `bsd10${n}`, 1 + random.below(3)))
  if (random.chance(0.4)) {
    // at any second of the next minutes
    const embargo = now + (30 + random.below(400)) * 1000
    uploads.push(...randomStory(random, 'bsd201', 1 + random.below(2), embargo))
  }
  if (random.chance(0.3)) {
    const bytes = paste('Talwil 1')
    uploads.push({ key: 'web/ü 1.txt', bytes, story: 'paste1', becomes: 'article', mark: 'Fassung 1', desk: 'web' })
  }
  if (random.chance(0.5)) uploads.push(withheld())
  if (random.chance(0.5)) uploads.push(cutOff())
  if (random.chance(0.25))
    uploads.push({ key: 'sda/notice.txt', bytes: killNotice('bsd101'), story: 'bsd101', becomes: 'notice', desk: 'sda' })
  return random.shuffle(uploads)
}

/** Versions of a story, some of them twice and under one key; the last one may withdraw it. */
function randomStory(random: Random, story: string, versions: number, embargo?: number): readonly Upload[] {
  const uploads: Upload[] = []
  const oneKey = random.chance(0.5)
  for (let version = 1; version <= versions; version++) {
    const deletes = version > 1 && version === versions && random.chance(0.25)
    const copy = { ...(deletes ? { deletes: true as const } : {}), ...(embargo === undefined ? {} : { embargo }) }
    const key = oneKey ? `sda/${story}.xml` : `sda/${story} v${version}.xml`
    const mark = headlineMark(story, deletes ? version - 1 : version)
    const upload: Upload = { key, bytes: newsml(story, version, copy), story, version, becomes: 'article', mark, ...copy, desk: 'sda' }
    uploads.push(upload)
    if (random.chance(0.3)) uploads.push({ ...upload, key: random.chance(0.5) ? key : `sda/again+${version}-${story}.xml` })
  }
  return uploads
}

export function withheld(): Upload {
  const [story, version] = ['bsd301', 1]
  const bytes = newsml(story, version, { status: 'Withheld' })
  return { key: 'sda/held.xml', bytes, story, version, becomes: 'withheld', mark: headlineMark(story, version), desk: 'sda' }
}

export function cutOff(): Upload {
  return { key: 'sda/cut off.xml', bytes: newsml('bsd401', 1).slice(0, 700), story: 'bsd401', becomes: 'rejected', desk: 'sda' }
}
