import { keys } from '../keys.ts'
import { desired } from '../ledger/desired.ts'
import { type Head, instantsOf } from '../ledger/head.ts'
import { getValue } from '../ledger/items.ts'
import { getProduct } from '../ledger/products.ts'
import type { LanguageItem } from '../ledger/shapes.ts'
import { openWork, REDRIVE_MS } from '../ledger/work.ts'
import type { Message, Ports } from '../ports.ts'
import { situationOf } from '../product-plan.ts'
import { feedsOf } from '../reconcile.ts'
import { languageMessages } from '../steps/language-messages.ts'
import type { Tally } from './missing.ts'

type Io = Omit<Ports, 'inbox'>

/** What has to go on with an article: languages that lag behind its head, feeds that say something else. Looks only. */
export async function left(ports: Io, id: string, tally: Tally): Promise<readonly Message[]> {
  const head = await getValue<Head>(ports.table, keys.head(id))
  if (head === undefined) return []
  const languages = await languagesLeft(ports, id, head, tally)
  return (await isInStep(ports, id, head)) ? languages : [...languages, { station: 'syndicate', cause: `replay-${id}`, id }]
}

/** Opens the work of messages, before they are sent. */
export async function opened({ table, clock }: Io, messages: readonly Message[]): Promise<readonly Message[]> {
  return Promise.all(messages.map(async (each) => ({ ...each, work: await openWork(table, each, clock() + REDRIVE_MS) })))
}

async function languagesLeft({ table, documents }: Io, id: string, head: Head, tally: Tally): Promise<readonly Message[]> {
  const messages: Message[] = []
  for (const message of await languageMessages(table, id, head)) {
    const { language = '' } = message
    const { out, work } = (await getValue<LanguageItem>(table, keys.language(id, language))) ?? {}
    if ((out?.version ?? 0) >= head.version) continue
    if (work?.version === head.version && work.state === 'failed') continue
    const made = await documents.list(`translations/${id}/${language}/${head.version}-`, '', 1)
    if (made.length > 0) tally.add('languages', `${id} ${language}`)
    messages.push(message)
  }
  return messages
}

/** Where the clock will change something, the waking must stand too: `syndicate` sees to it. */
async function isInStep({ table, clock }: Io, id: string, head: Head): Promise<boolean> {
  const now = clock()
  if (instantsOf(head, now).length > 0) return false
  for (const feed of await feedsOf(table, id, head)) {
    const situation = await situationOf(table, id, head, feed, await getProduct(table, feed.product), now)
    if (situation.underWay || desired(situation).event !== undefined) return false
  }
  return true
}
