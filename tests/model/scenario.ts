/** What happens in one schedule, drawn from its seed: uploads, decisions, an embargo, faults. */

import { articleId } from '@depesche/article/model'
import type { DeedKind } from '@depesche/pipeline/ledger/decision'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import type { Feed, Product } from '@depesche/syndication/product'
import type { TestCopy } from '../lib/wire.ts'
import type { Random } from './random.ts'

export const LANGUAGES = ['en', 'fr']
export const PRODUCTS: readonly Product[] = [
  { name: 'all', title: 'All', filter: {}, languages: LANGUAGES, grades: ['readable'] },
  { name: 'sport', title: 'Sport', filter: { services: ['sport'] }, languages: LANGUAGES, grades: ['readable'] },
  { name: 'signed', title: 'Signed', filter: {}, languages: ['fr'], grades: ['readable'], person: { grades: ['readable'] } },
]
/** The next configuration: what is sold as sport is sold as politics. */
export const NEXT_PRODUCTS: readonly Product[] = PRODUCTS.map((product) =>
  product.name === 'sport' ? { ...product, filter: { services: ['politics'] } } : product,
)
export const FEEDS: readonly Feed[] = PRODUCTS.flatMap(({ name, languages }) => languages.map((language) => ({ product: name, language })))
export const PARTNER = readerOfProducts(
  'outlet',
  PRODUCTS.map(({ name }) => name),
)
export const STORY = 'story'
export const ID = articleId('sda', { scheme: 'desk', value: STORY, number: STORY })
export const START = Date.parse('2026-03-02T10:00:00Z')

/** A deed of the desk, at a turn; what it is about in detail is chosen when it comes. */
export interface Planned {
  readonly turn: number
  readonly kind: Exclude<DeedKind, 'edit'>
  /** ms from the start, for an embargo or an expiry */
  readonly instant?: number
}

export interface Scenario {
  readonly copies: readonly TestCopy[]
  readonly deeds: readonly Planned[]
  readonly crashes: ReadonlySet<number>
  readonly pauses: ReadonlySet<number>
  /** turns at which the clock goes on by so many ms */
  readonly clock: ReadonlyMap<number, number>
  /** share of writes whose answer is lost */
  readonly losses: number
  readonly failures: number
  /** the turn of a deployment with other products, and of an old function that comes late with its own */
  readonly deployment: { readonly turn: number; readonly stale: number } | undefined
  /** what a disaster takes, once all is at rest, before the archive is replayed; `none`: no replay */
  readonly disaster: 'none' | 'nothing' | 'heads' | 'all' | 'restore'
  /** the turn of the backup that a restore brings back */
  readonly backup: number
}

const iso = (ms: number) => new Date(START + ms).toISOString()
const somewhen = (random: Random) => 1_000 * (5 + random.below(900))

/** The versions of one story, as a source might send them, and a bystander that shares the feeds. */
function copies(random: Random): readonly TestCopy[] {
  const count = random.pick([1, 2, 3, 3])
  const kinds = ['update', 'update', 'update', 'rectify', 'delete', 'stop'] as const
  let text = 1
  const versions = Array.from({ length: count }, (_, index): TestCopy => {
    const instruction = index === 0 ? 'new' : random.pick(kinds)
    // a kill repeats the text that it withdraws
    if (instruction !== 'delete' || random.chance(0.15)) text = index + 1
    return {
      story: STORY,
      version: index + 1,
      headline: `v${text}`,
      paragraphs: [`text ${text}`],
      instruction,
      service: random.chance(0.3) ? 'politics' : 'sport',
      ...(random.chance(0.25) ? { withheld: true } : {}),
      ...(random.chance(0.05) ? { test: true } : {}),
      ...(random.chance(0.1) ? { doubt: 'doubt' } : {}),
      ...(random.chance(0.2)
        ? {
            embargo: random.chance(0.1)
              ? { unreadable: 'soon' }
              : { until: random.chance(0.3) ? '2099-01-01T00:00:00.000Z' : iso(somewhen(random)) },
          }
        : {}),
      ...(random.chance(0.08) ? { expires: iso(somewhen(random) * 2) } : {}),
    }
  })
  const twice = versions.filter(() => random.chance(0.25))
  const bystanders = random.chance(0.6) ? [{ story: 'other', version: 1, headline: 'other', service: 'sport' }] : []
  return random.shuffle([...versions, ...twice, ...bystanders])
}

const KINDS: readonly Exclude<DeedKind, 'edit'>[] = [
  'kill',
  'revive',
  'hold',
  'release',
  'hold',
  'release',
  'approve',
  'approve-language',
  'approve-language',
  'reject',
  'embargo',
  'embargo',
  'expire',
]

function deeds(random: Random): readonly Planned[] {
  if (random.chance(0.35)) return []
  return Array.from({ length: 1 + random.below(5) }, (): Planned => {
    const kind = random.pick(KINDS)
    const instant = kind === 'embargo' || kind === 'expire' ? { instant: random.chance(0.2) ? -1 : somewhen(random) } : {}
    return { turn: 20 + random.below(600), kind, ...instant }
  })
}

/** Draws a schedule's scenario. */
export function scenario(random: Random): Scenario {
  const turns = (most: number) => new Set(Array.from({ length: random.below(most) }, () => random.below(500)))
  const clock = new Map(
    Array.from(
      { length: random.below(8) },
      () => [random.below(900), random.chance(0.1) ? -2_000 : 1_000 * (1 + random.below(240))] as const,
    ),
  )
  return {
    copies: copies(random),
    deeds: deeds(random),
    crashes: turns(5),
    pauses: turns(4),
    clock,
    losses: random.chance(0.5) ? 0.03 : 0,
    failures: random.chance(0.3) ? 4 : 0,
    deployment: random.chance(0.25) ? { turn: random.below(400), stale: random.below(700) } : undefined,
    disaster: random.pick(['none', 'none', 'none', 'nothing', 'heads', 'all', 'restore', 'restore'] as const),
    backup: random.below(700),
  }
}
