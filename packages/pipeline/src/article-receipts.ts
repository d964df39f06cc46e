/** Which partners have confirmed an article's entries, for people: a kill's above all. Looks only. */
import type { Feed } from '@depesche/syndication/product'
import { currentEpoch } from './ledger/epoch.ts'
import { type JournalLine, readJournal } from './ledger/journal.ts'
import { listPartners, type Partner } from './ledger/partners.ts'
import { listProducts } from './ledger/products.ts'
import type { Table } from './ports.ts'
import { type ArticleEntry, entriesAt, isWhole, sequencesIn } from './receipts/article-entries.ts'
import { type Asked, type PartnerReceipt, partnerReceipt, standingOf } from './receipts/partner-receipt.ts'
import { type ArticleSurvey, surveyArticle } from './survey.ts'

/** An entry of an article, and who has confirmed it. */
export interface EntryReceipts extends ArticleEntry {
  readonly feed: Feed
  /** by name: those that may read the feed now, and those that could and may hold a copy */
  readonly partners: readonly PartnerReceipt[]
}

/** Each feed's last entry of the article, or all of them that stand in the journal. */
export type Which = 'last' | 'all'

/** The entries of an article by feed, oldest first, and who has confirmed each. `undefined`: there is no article of that id. */
export async function articleReceipts(
  table: Table,
  id: string,
  now: number,
  which: Which = 'last',
): Promise<readonly EntryReceipts[] | undefined> {
  const survey = await surveyArticle(table, id, now)
  if (survey === undefined) return undefined
  const [epoch, products, partners, journal] = await Promise.all([
    currentEpoch(table),
    listProducts(table),
    listPartners(table),
    readJournal(table, id),
  ])
  const found: EntryReceipts[] = []
  for (const { feed, ...marker } of survey.feeds) {
    const sequences = sequencesIn(feed, marker, journal)
    const entries = await entriesAt({ table, epoch, feed }, id, sequences, which)
    const isThere = products.some(({ name, languages }) => name === feed.product && languages.includes(feed.language))
    const asked = { table, feed, epoch, now, isThere, first: firstOf(sequences, journal, survey) }
    found.push(...(await feedReceipts(asked, partners, entries)))
  }
  return found
}

const firstOf = ([first = 0]: readonly number[], journal: readonly JournalLine[], survey: ArticleSurvey) =>
  isWhole(journal, survey) ? first : 0

async function feedReceipts(
  asked: Asked,
  partners: readonly Partner[],
  entries: readonly ArticleEntry[],
): Promise<readonly EntryReceipts[]> {
  const standings = (await Promise.all(partners.map((each) => standingOf(asked, each)))).filter((each) => each !== undefined)
  return Promise.all(
    entries.map(async (entry, index) => {
      const receipts = standings.map((each) => partnerReceipt(asked, each, entry, entries[index + 1]))
      return { feed: asked.feed, ...entry, partners: await Promise.all(receipts) }
    }),
  )
}
