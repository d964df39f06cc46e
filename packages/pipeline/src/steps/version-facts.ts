import { type Article, clip, type Level, type Note } from '@depesche/article/model'
import type { Head, VersionFacts } from '../ledger/head.ts'
import type { Happening } from '../ledger/journal.ts'
import type { VersionItem } from '../ledger/shapes.ts'

/** What the journal says of a version; `late`: a newer one stands already. */
export function arrival(version: number, { upload, instruction, headline, why }: VersionItem, head: Head | undefined): Happening {
  const late = (head?.version ?? 0) > version
  return { kind: 'version', version, upload, instruction, headline, ...(why ? { why } : {}), ...(late ? { late } : {}) }
}

/** What a version brings to the head: bounded, so that it fits. `releases`: its desk lets go what the source withholds. */
export function versionFacts(
  article: Article,
  hash: string,
  filter: VersionFacts['filter'],
  why: string | undefined,
  releases: boolean,
): VersionFacts {
  const { version, instruction, test, embargo, expires, notes } = article
  const withheld = article.withheld && !releases
  const doubts = [...new Set(notes.filter(({ level }) => level === 'hold').map(({ rule }) => clip(rule, 40)))].slice(0, 8)
  const bounded = embargo && 'unreadable' in embargo ? { unreadable: clip(embargo.unreadable, 120) } : embargo
  return {
    version,
    hash,
    filter,
    instruction,
    withheld,
    test,
    doubts,
    ...(why === undefined ? {} : { why }),
    ...(bounded === undefined ? {} : { embargo: bounded }),
    ...(expires === undefined ? {} : { expires }),
  }
}

/** How many Notes of each weight. */
export function count(notes: readonly Note[]): VersionItem['notes'] {
  const of = (level: Level) => notes.filter((note) => note.level === level).length
  return { info: of('info'), check: of('check'), hold: of('hold') }
}
