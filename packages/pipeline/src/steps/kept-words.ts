import { type Article, worst } from '@depesche/article/model'
import { hashIn } from '../hash-key.ts'
import type { Head } from '../ledger/head.ts'
import { personIn } from '../ledger/person-words.ts'
import { getJson, paths, requireJson } from '../store-json.ts'
import { type Keeping, makeNewest, type Translation } from './language-words.ts'

/**
 * The newest words that were once made of this very version: before a crash, or by a ledger that was lost since. They are
 * not bought again, and an approval in the archive is of them. Answers whether they stand now.
 */
export async function findKept(io: Keeping, head: Head, id: string, language: string): Promise<boolean> {
  const { documents } = io.ports
  const keys = await documents.list(`translations/${id}/${language}/${head.version}-`, '', 1000)
  const all = await Promise.all(keys.map(async (key) => ({ key, translation: await requireJson<Translation>(documents, key) })))
  // of the same edition the first: a lost race may have made it twice
  const newest = all.toSorted((a, b) => b.translation.edition - a.translation.edition || (madeAt(a) < madeAt(b) ? -1 : 1))
  for (const { key, translation } of newest)
    if ((await isOfSameText(io, head, translation)) && (await keepFound(io, translation, hashIn(key)))) return true
  return false
}

/** The same copy may have come as two uploads, whose documents differ in when it came, and not in what it says. */
async function isOfSameText({ ports }: Keeping, head: Head, { id, version, articleHash }: Translation): Promise<boolean> {
  if (articleHash === head.hash) return true
  const article = (hash: string) => getJson<Article>(ports.documents, paths.article(id, version, hash))
  const [made, now] = await Promise.all([article(articleHash), article(head.hash)])
  return made !== undefined && JSON.stringify(made.content) === JSON.stringify(now?.content)
}

const madeAt = ({ key, translation }: { readonly key: string; readonly translation: Translation }) =>
  `${translation.provenance?.at ?? ''} ${key}`

/** Answers false for an approval that a later rejection has undone. */
async function keepFound(io: Keeping, { id, language, ...found }: Translation, hash: string): Promise<boolean> {
  const { version, edition, notes, provenance, approved } = found
  const at = approved?.at ?? provenance?.at ?? new Date(io.ports.clock()).toISOString()
  const seen = approved
    ? { approved: { of: edition - 1, number: approved.number, ...(approved.edited ? { edited: true as const } : {}) } }
    : {}
  const made = { grade: provenance?.grade ?? 'source', level: worst(notes) ?? ('none' as const), milliseconds: 0, ...personIn(notes) }
  return makeNewest(io, id, language, { version, edition, hash, at, ...made, ...(provenance ? { provenance } : {}), ...seen })
}
