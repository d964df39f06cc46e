import { type Article, articleId, type Draft, type Note, type Notice, plain } from '@depesche/article/model'
import { endOf, keys } from '../keys.ts'
import type { Decision } from '../ledger/decision.ts'
import type { Head } from '../ledger/head.ts'
import { getValue, updateItem } from '../ledger/items.ts'
import type { Assigned, UploadItem } from '../ledger/shapes.ts'
import { sameStory } from '../likeness.ts'
import type { Documents, Table } from '../ports.ts'
import { getJson, paths } from '../store-json.ts'

interface Store {
  readonly table: Table
  readonly documents: Documents
}

/** An article that carries a headline (`N#`, by desk and headline). */
interface HeadlineItem {
  readonly id: string
  readonly at: string
}

/** A notice speaks of what was sent in the days before it. */
const NOTICE_DAYS_MS = 7 * 86_400_000
/** Candidates that a desk is shown. */
const SHOWN = 5

const headlineKey = (desk: string, headline: string) => keys.name(desk, `carries ${headline.trim().toLowerCase()}`)

/** Keeps which article carries a headline, so that a notice that quotes it finds it. */
export async function rememberHeadline(table: Table, { id, desk, content, received }: Article): Promise<void> {
  const { partition } = headlineKey(desk, plain(content.headline))
  await updateItem<HeadlineItem>(table, { partition, sort: `A#${id}` }, (now) =>
    now === undefined || now.at < received ? { id, at: received } : undefined,
  )
}

/**
 * The articles of this desk that a notice may be about: by our id, else by the provider's numbers, else by headline within
 * the days before it. Never the notice's own.
 */
export async function targetsOf(store: Store, item: UploadItem, notice: Notice, own: string | undefined): Promise<readonly string[]> {
  const isOurs = async (id: string) => id !== own && (await getValue<Head>(store.table, keys.head(id)))?.filter.desk === item.desk
  const those = async (ids: readonly string[]) => {
    const distinct = [...new Set(ids)]
    const ours = await Promise.all(distinct.map(isOurs))
    return distinct.filter((_, index) => ours[index])
  }
  const named = await those(notice.ids)
  if (named.length > 0) return named
  const numbered = await those(notice.identities.map((identity) => articleId(item.desk, identity)))
  if (numbered.length > 0) return numbered
  return those((await Promise.all(notice.headlines.map((headline) => carrying(store.table, item, headline)))).flat())
}

async function carrying(table: Table, { desk, received }: UploadItem, headline: string): Promise<readonly string[]> {
  const { partition } = headlineKey(desk, headline)
  const found = await table.query(partition, { from: 'A#', to: endOf('A#'), limit: SHOWN * 4 })
  const items = found.map(({ value }) => value as unknown as HeadlineItem)
  const age = ({ at }: HeadlineItem) => Date.parse(received) - Date.parse(at)
  return items.filter((each) => age(each) >= 0 && age(each) < NOTICE_DAYS_MS).map(({ id }) => id)
}

/** The decision that a kill notice makes about the one article it names: the same for the same upload, whenever it is asked. */
export function killByNotice(upload: string, item: UploadItem, id: string, head: Head): Decision {
  const at = Date.parse(item.received)
  return {
    decision: `notice-${upload}`,
    id,
    actor: `notice ${item.name}`,
    at: item.received,
    set: [head.version, at],
    deed: { kind: 'kill', reason: 'The agency has withdrawn this article.' },
  }
}

/** The article that a correction in full text corrects: the one it names, if its text is that story. `undefined`: a person must say. */
export async function corrected(
  store: Store,
  draft: Draft,
  targets: readonly string[],
): Promise<Pick<Assigned, 'id' | 'identity'> | undefined> {
  const [id, ...others] = targets
  if (id === undefined || others.length > 0) return undefined
  const head = await getValue<Head>(store.table, keys.head(id))
  if (head === undefined) return undefined
  const article = await getJson<Article>(store.documents, paths.article(id, head.version, head.hash))
  return article && sameStory(article.content, draft.content) === 'yes' ? { id, identity: article.identity } : undefined
}

/** What a desk is told of a notice that names none of its articles, or several. */
export function unresolved({ kind }: Notice, targets: readonly string[]): Note {
  const what = kind === 'kill' ? 'withdraws an article' : 'corrects an article'
  const which =
    targets.length === 0
      ? 'none of this desk’s articles of the last seven days fits it'
      : targets.length === 1
        ? `it seems to be ${targets[0]}, and its text is not that story in full`
        : `it may be ${targets.slice(0, SHOWN).join(' or ')}`
  const remedy =
    kind === 'kill' ? '"depesche kill ID" withdraws the right one' : 'upload the corrected text with "depesche put --replaces ID"'
  return { rule: 'notice-unresolved', level: 'hold', reason: `This notice ${what}: ${which}. ${remedy}.`, place: { part: 'instruction' } }
}

/** What is kept of a correction that found its article. */
export function resolved(id: string): Note {
  return { rule: 'notice-resolved', level: 'info', reason: `Taken as a correction of ${id}.`, place: { part: 'instruction' } }
}
