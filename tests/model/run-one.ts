/**
 * One random schedule of the whole pipeline (LEDGER.md section 8): uploads out of order and twice, workers that crash or
 * pause for long, duplicated messages, lost answers, failing engines, followers and readers, all on the real steps,
 * reconcile and exits, stopped before every port call.
 */
import { articleId } from '@depesche/article/model'
import type { PageEntry } from '@depesche/pipeline/exits'
import type { Head } from '@depesche/pipeline/ledger/head'
import type { Entry, LanguageItem } from '@depesche/pipeline/ledger/shapes'
import type { Message, Ports, Stored, Table, Value } from '@depesche/pipeline/ports'
import type { Feed, Product } from '@depesche/syndication/product'
import { EngineError } from '@depesche/translation/engine'
import { DESK, testEngine } from '../lib/house.ts'
import { copy, readTestCopy, type TestCopy } from '../lib/wire.ts'
import type { Code } from './code.ts'
import { Random } from './random.ts'
import { Scheduler, type Task } from './scheduler.ts'

const LANGUAGES = ['en', 'fr']
const PRODUCTS: readonly Product[] = [
  { name: 'all', title: 'All', filter: {}, languages: LANGUAGES, grades: ['readable'] },
  { name: 'sport', title: 'Sport', filter: { services: ['sport'] }, languages: LANGUAGES, grades: ['readable'] },
]
const FEEDS: readonly Feed[] = PRODUCTS.flatMap(({ name, languages }) => languages.map((language) => ({ product: name, language })))
const PARTNER = { name: 'outlet', products: PRODUCTS.map(({ name }) => name) }
const STORY = 'story'
const ID = articleId('sda', { scheme: 'desk', value: STORY, number: STORY })

export class Violation extends Error {}

/** The versions of one story, as a source might send them, and a bystander that shares the feeds. */
function scenario(random: Random): readonly TestCopy[] {
  const count = random.pick([1, 2, 3, 3])
  const versions = Array.from({ length: count }, (_, index): TestCopy => {
    const instruction = index === 0 ? 'new' : random.pick(['update', 'update', 'update', 'rectify', 'delete'] as const)
    return {
      story: STORY,
      version: index + 1,
      headline: `v${index + 1}`,
      paragraphs: [`text ${index + 1}`],
      instruction,
      service: random.chance(0.3) ? 'politics' : 'sport',
      ...(random.chance(0.25) ? { withheld: true } : {}),
      ...(random.chance(0.1) ? { doubt: 'doubt' } : {}),
      ...(random.chance(0.08) ? { embargo: { until: '2099-01-01T00:00:00Z' } } : {}),
    }
  })
  const twice = versions.filter(() => random.chance(0.25))
  const bystanders = random.chance(0.6) ? [{ story: 'other', version: 1, headline: 'other', service: 'sport' }] : []
  return random.shuffle([...versions, ...twice, ...bystanders])
}

interface Follower {
  readonly feed: Feed
  cursor: { epoch: number; sequence: number } | undefined
  holds: number | undefined
  busy: boolean
}

/** Runs the schedule of a seed. Throws `Violation` with what broke. Answers how many port calls it made. */
export async function runOne(code: Code, seed: number): Promise<number> {
  const random = new Random(seed)
  const scheduler = new Scheduler(random)
  let now = Date.parse('2026-03-02T10:00:00Z')
  const clock = () => now
  const heads: { readonly step: number; readonly head: Head }[] = []
  const memory = new code.MemoryTable()
  const losses = random.chance(0.5) ? 0.03 : 0
  const outs = new Map<string, number>()
  const table = gatedTable(
    memory,
    scheduler,
    () => random.chance(losses),
    (partition, sort, value) => {
      if (partition !== `A#${ID}`) return
      if (sort === 'HEAD') heads.push({ step: scheduler.steps, head: value as unknown as Head })
      if (!sort.startsWith('L#')) return
      const version = (value as LanguageItem).out?.version ?? 0
      if (version < (outs.get(sort) ?? 0)) scheduler.failure ??= new Violation(`${sort} lost its words of version ${outs.get(sort)}`)
      outs.set(sort, version)
    },
  )
  const store = new code.MemoryDocuments()
  const gated =
    <A extends unknown[], T>(run: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      await scheduler.gate()
      return run(...args)
    }
  const documents: Ports['documents'] = {
    put: gated((key, bytes) => store.put(key, bytes)),
    get: gated((key) => store.get(key)),
    list: gated((prefix, after, limit) => store.list(prefix, after, limit)),
    delete: gated((key) => store.delete(key)),
  }
  const waiting: { readonly message: Message; readonly due: number }[] = []
  const queue: Ports['queue'] = {
    send: gated(async (message, delay = 0) => {
      waiting.push({ message, due: now + delay * 1000 })
      if (random.chance(0.05)) waiting.push({ message, due: now + delay * 1000 })
    }),
  }
  const ports = { table, documents, queue, clock }
  let failures = random.chance(0.3) ? 4 : 0
  const engine = testEngine({
    fails: ({ to }) =>
      to === 'fr' && failures > 0 && random.chance(0.5) && failures-- > 0 ? new EngineError('down', 'down', true) : undefined,
  })
  const stations = { ports, desks: [DESK], read: readTestCopy, engines: () => [engine], observe: () => {} }
  await code.applyProducts(memory, PRODUCTS)

  const copies = scenario(random)
  const uploads = copies.map((each, index) => ({ key: `sda/${index}.json`, versionId: `${index}`, bytes: copy(each) }))
  const pending = [...uploads]
  const asleep: { readonly task: Task }[] = []
  const followers: Follower[] = FEEDS.map((feed) => ({ feed, cursor: undefined, holds: undefined, busy: false }))
  const exits = code.createExits(ports)

  const startUpload = () => {
    const upload = pending.shift()
    if (upload === undefined) return
    const inbox = { list: async () => [], get: gated(async () => upload.bytes), delete: gated(async () => {}) }
    scheduler.spawn('receive', async () => void (await code.receive({ ports, inbox, desks: [DESK], observe: () => {} }, upload)), {
      onCrash: () => pending.push(upload),
    })
  }
  const startMessage = (): boolean => {
    const due = waiting.filter((each) => each.due <= now)
    if (due.length === 0) return false
    const chosen = random.pick(due)
    waiting.splice(waiting.indexOf(chosen), 1)
    const again = () => void waiting.push({ message: chosen.message, due: now })
    scheduler.spawn(chosen.message.station, () => code.perform(stations, chosen.message), {
      onDone: (error) => {
        if (error instanceof Violation) throw error
        if (error !== undefined) again()
      },
      onCrash: again,
    })
    return true
  }
  const startTick = () => scheduler.spawn('tick', async () => void (await code.tick(ports)))
  const startPoll = (follower: Follower, limit: number) => {
    if (follower.busy) return
    follower.busy = true
    scheduler.spawn(
      'follow',
      async () => {
        const page = await exits.page(PARTNER, follower.feed, { after: follower.cursor, limit })
        if (typeof page === 'string') throw new Violation(`a follower of its own cursor was answered ${page}`)
        for (const entry of page.entries) {
          if (entry.id !== ID) continue
          if (entry.bytes !== undefined) mayHaveLeft(entry, follower.feed, heads)
          follower.holds = entry.event === 'superseded' ? follower.holds : entry.bytes === undefined ? undefined : entry.version
        }
        follower.cursor = page.next
        follower.busy = false
      },
      {
        onCrash: () => {
          follower.busy = false
        },
      },
    )
  }
  const startRead = () => {
    const feed = random.pick(FEEDS)
    scheduler.spawn('read', async () => {
      const answer = await exits.open(PARTNER, feed, ID)
      if (typeof answer !== 'string') mayHaveLeft({ version: answer.version }, feed, heads)
    })
  }

  // when a process dies, and when one sleeps for so long that its message comes again: a zombie that goes on at the end
  // a desk that holds the article and releases it again: the shape of a decision, before there is a command for it
  const decisions = random.chance(0.4) ? [50 + random.below(200), 300 + random.below(200)] : []
  const startDecision = (value: boolean) =>
    scheduler.spawn('decide', async () => {
      for (;;) {
        const item = (await table.get({ partition: `A#${ID}`, sort: 'HEAD' })) as Stored<Head> | undefined
        if (item === undefined) return
        const head: Head = { ...item.value, held: { value, set: [item.value.version, ++now] }, lift: item.value.lift + 1 }
        if (await table.put({ partition: `A#${ID}`, sort: 'HEAD' }, head as unknown as Value, { rev: item.rev, by: `desk ${now}` })) break
      }
      await queue.send({ station: 'syndicate', cause: `decide-${value}`, id: ID })
    })
  const crashes = new Set(Array.from({ length: random.below(4) }, () => random.below(400)))
  const pauses = new Set(Array.from({ length: random.below(4) }, () => random.below(400)))
  let atRest = false
  for (let turn = 0; turn < 30_000; turn++) {
    // after a while nothing new is begun, so that what is open comes to an end
    const lively = turn < 1_500 && scheduler.tasks.length < 8
    if (pending.length > 0 && random.chance(0.1)) startUpload()
    if (scheduler.tasks.length < 4 && random.chance(0.5)) startMessage()
    if (lively && random.chance(0.04)) startPoll(random.pick(followers), 1 + random.below(3))
    if (lively && random.chance(0.03)) startRead()
    if (lively && random.chance(0.002)) {
      now += 61_000
      startTick()
    }
    if (turn === decisions[0]) startDecision(true)
    if (turn === decisions[1]) startDecision(false)
    const parked = scheduler.tasks.filter(({ waiting }) => waiting.length > 0)
    if (parked.length > 0 && crashes.delete(turn)) {
      scheduler.crash(random.pick(parked))
      continue
    }
    if (parked.length > 0 && pauses.delete(turn)) {
      const task = random.pick(parked)
      scheduler.crash(task) // its message comes again, and it is not dead: a zombie
      asleep.push({ task })
      continue
    }
    if ((await scheduler.step()) !== undefined) continue
    if (pending.length > 0) {
      startUpload()
      continue
    }
    if (startMessage()) continue
    if (turn < (decisions[1] ?? 0)) continue
    const zombie = asleep.shift()
    if (zombie !== undefined) {
      scheduler.tasks.push(zombie.task)
      continue
    }
    failures = 0
    const open = await Array.fromAsync(code.openWorks(memory))
    if (open.length === 0 && waiting.length === 0) {
      atRest = true
      break
    }
    now += 301_000
    startTick()
  }
  if (!atRest) throw new Violation('does not come to rest')
  await checkRest(code, memory, copies, heads)
  for (const follower of followers) {
    follower.busy = false
    for (let before = -1; before !== (follower.cursor?.sequence ?? 0); ) {
      before = follower.cursor?.sequence ?? 0
      startPoll(follower, 3)
      while ((await scheduler.step()) !== undefined);
    }
    await checkFollower(memory, follower)
  }
  return scheduler.steps
}

function gatedTable(
  memory: Table,
  scheduler: Scheduler,
  lost: () => boolean,
  wrote: (partition: string, sort: string, value: unknown) => void,
): Table {
  return {
    get: async (key) => {
      await scheduler.gate()
      return memory.get(key)
    },
    getMany: async (keys) => {
      await scheduler.gate()
      return memory.getMany(keys)
    },
    query: async (partition, range) => {
      await scheduler.gate()
      return memory.query(partition, range)
    },
    delete: async (key, rev) => {
      await scheduler.gate()
      return memory.delete(key, rev)
    },
    put: async (key, value, condition) => {
      await scheduler.gate()
      const won = await memory.put(key, value, condition)
      if (won) wrote(key.partition, key.sort, value)
      if (!won || !lost()) return won
      await scheduler.gate() // the answer was lost, the client tries again and meets its own write
      return memory.put(key, value, condition)
    },
  }
}

/** Open in the sense of the gate, written apart from the ledger's own functions. */
function isOpen(head: Head, feed: Feed, version: number): boolean {
  const inProduct = feed.product === 'all' || head.filter.service === 'sport'
  const plain =
    !head.withheld &&
    head.doubts.length === 0 &&
    head.embargo.value === null &&
    head.instruction !== 'rectify' &&
    !head.stopped.value &&
    !head.held.value
  return inProduct && plain && version >= head.floor.version
}

/** I1: the head as it stands when the answer is made (the gate's read was the last thing awaited) is open for these words. */
function mayHaveLeft({ version }: Pick<PageEntry, 'version'>, feed: Feed, heads: readonly { readonly head: Head }[]): void {
  const head = heads.at(-1)?.head
  if (head === undefined || !isOpen(head, feed, version))
    throw new Violation(`version ${version} left in ${feed.product}/${feed.language} while it was closed`)
}

async function checkRest(code: Code, memory: Table, copies: readonly TestCopy[], heads: readonly { readonly head: Head }[]): Promise<void> {
  const works = await Array.fromAsync(code.openWorks(memory))
  if (works.length > 0) throw new Violation(`work is open for ever: ${works.map(({ key }) => key.sort).join(', ')}`)
  const mine = copies.filter(({ story }) => story === STORY)
  const newest = mine.reduce((a, b) => ((b.version ?? 0) > (a.version ?? 0) ? b : a))
  const survey = await code.surveyArticle(memory, ID)
  if (survey === undefined) throw new Violation('the article is lost')
  const { head } = survey
  if (head.version !== newest.version || head.filter.service !== newest.service)
    throw new Violation(`the head is not that of version ${newest.version}`)
  if (head.stopped.value !== mine.some(({ instruction }) => instruction === 'delete')) throw new Violation('a delete is lost')
  const rectified = Math.max(0, ...mine.filter(({ instruction }) => instruction === 'rectify').map(({ version = 0 }) => version))
  if (head.floor.version !== rectified) throw new Violation(`the floor is ${head.floor.version}, not ${rectified}`)
  if ((head.embargo.value !== null) !== mine.some(({ embargo }) => embargo !== undefined)) throw new Violation('an embargo is lost')
  for (let i = 1; i < heads.length; i++) {
    const [before, after] = [heads[i - 1]?.head as Head, heads[i]?.head as Head]
    if (after.version < before.version) throw new Violation('the head went backwards')
  }
  for (const language of LANGUAGES)
    if (survey.languages.find((each) => each.language === language)?.out?.version !== head.version)
      throw new Violation(`${language} is not at version ${head.version}`)
  for (const feed of FEEDS) await checkFeed(memory, feed, head)
}

async function checkFeed(memory: Table, feed: Feed, head: Head): Promise<void> {
  const name = `${feed.product}/${feed.language}`
  const items = await memory.query(`F#1#${feed.product}#${feed.language}`, { limit: 1000 })
  items.forEach(({ sort }, index) => {
    if (Number(sort) !== index + 1) throw new Violation(`${name} has a gap at ${index + 1}`)
  })
  const entries = items.map(({ value }) => value as unknown as Entry).filter(({ id }) => id === ID)
  for (let i = 1; i < entries.length; i++) {
    const [a, b] = [entries[i - 1] as Entry, entries[i] as Entry]
    const shown = ({ event }: Entry) => event === 'created' || event === 'updated'
    if (shown(a) && b.event === 'created') throw new Violation(`${name}: created twice`)
    if (!shown(a) && b.event === a.event) throw new Violation(`${name}: ${a.event} twice`)
    if (shown(a) && shown(b) && a.version === b.version && a.lift === b.lift) throw new Violation(`${name}: the same entry twice`)
    if (shown(b) && b.version < a.version) throw new Violation(`${name}: an older version after a newer one`)
  }
  const last = entries.at(-1)
  const shows = last?.event === 'created' || last?.event === 'updated'
  const open = isOpen(head, feed, head.version)
  if (open && !(shows && last?.version === head.version)) throw new Violation(`${name} does not show version ${head.version}`)
  const inProduct = feed.product === 'all' || head.filter.service === 'sport'
  if (!inProduct && shows) throw new Violation(`${name} still shows an article that has left it`)
  const other = items.filter(({ value }) => (value as unknown as Entry).id !== ID)
  if (other.length > 1) throw new Violation(`${name}: the bystander stands there ${other.length} times`)
}

/**
 * I4: at the end every follower of an open article holds its newest version, and of one that has left the product none.
 * Closed in between: it keeps what it was rightly given, and is not told to drop it (that is a kill, a later step).
 */
async function checkFollower(memory: Table, { feed, holds }: Follower): Promise<void> {
  const head = (await memory.get({ partition: `A#${ID}`, sort: 'HEAD' }))?.value as unknown as Head
  const inProduct = feed.product === 'all' || head.filter.service === 'sport'
  const should = isOpen(head, feed, head.version) ? head.version : inProduct ? holds : undefined
  if (holds !== should)
    throw new Violation(`a follower of ${feed.product}/${feed.language} holds ${holds ?? 'nothing'} instead of ${should ?? 'nothing'}`)
}
