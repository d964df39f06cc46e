/**
 * One random schedule of the whole pipeline (LEDGER.md section 8): uploads out of order and twice, a desk's decisions,
 * embargoes that end, workers that crash or pause for long, duplicated messages, lost answers, failing engines, clocks
 * that differ and step, followers and readers, and at the end a disaster and a replay; all on the real steps, reconcile and
 * exits, stopped before every port call.
 */
import { openStore } from '@depesche/local/node'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import type { Head } from '@depesche/pipeline/ledger/head'
import type { LanguageItem } from '@depesche/pipeline/ledger/shapes'
import type { Documents, Message, Table } from '@depesche/pipeline/ports'
import type { Feed, Product } from '@depesche/syndication/product'
import { EngineError } from '@depesche/translation/engine'
import { DESK, testEngine } from '../lib/house.ts'
import { copy, readTestCopy } from '../lib/wire.ts'
import { checkFeed, checkFollower, checkForward, checkHead, checkLanguages, checkWakes, reference } from './checks.ts'
import type { Code } from './code.ts'
import { type Backup, backUp, damage, restore } from './disaster.ts'
import { isOpen, isRejected, type Words } from './open.ts'
import { Random } from './random.ts'
import { FEEDS, ID, LANGUAGES, NEXT_PRODUCTS, PARTNER, type Planned, PRODUCTS, type Scenario, START, STORY, scenario } from './scenario.ts'
import { Scheduler, type Task } from './scheduler.ts'
import { Violation, World } from './world.ts'

export { Violation } from './world.ts'

interface Follower {
  readonly feed: Feed
  cursor: { epoch: number; sequence: number } | undefined
  holds: Words | undefined
  busy: boolean
}

/** What a run did, for the tables. */
export interface Ran {
  readonly steps: number
  readonly crashes: number
  readonly pauses: number
  readonly decisions: number
  readonly replayed: boolean
}

/** Runs the schedule of a seed. Throws `Violation` with what broke. */
export async function runOne(code: Code, seed: number, twin: 'memory' | 'sqlite' = 'memory'): Promise<Ran> {
  if (twin === 'memory') return new Run(code, seed, new code.MemoryTable(), new code.MemoryDocuments()).run()
  const store = openStore(undefined, () => START)
  try {
    return await new Run(code, seed, store.ports.table, store.ports.documents).run()
  } finally {
    await store.close()
  }
}

class Run {
  readonly code: Code
  readonly random: Random
  readonly scheduler: Scheduler
  readonly scenario: Scenario
  readonly world: World
  readonly table: Table
  readonly documents: Documents
  readonly exits: ReturnType<Code['createExits']>
  readonly followers: readonly Follower[] = FEEDS.map((feed) => ({ feed, cursor: undefined, holds: undefined, busy: false }))
  readonly stations: Parameters<Code['perform']>[0]
  readonly pending: { readonly key: string; readonly versionId: string; readonly bytes: Uint8Array }[]
  /** uploads that have left the drop box */
  readonly taken = new Set<string>()
  readonly asleep: Task[] = []
  readonly did = { crashes: 0, pauses: 0 }
  readonly engine: ReturnType<typeof testEngine>
  failures: number
  backup: Backup | undefined

  constructor(code: Code, seed: number, table: Table, documents: Documents) {
    this.code = code
    this.table = table
    this.documents = documents
    this.random = new Random(seed)
    this.scheduler = new Scheduler(this.random)
    this.scenario = scenario(this.random)
    this.world = new World(table, documents, this.scheduler, this.random, this.scenario)
    this.exits = code.createExits(this.world.ports)
    this.failures = this.scenario.failures
    this.pending = this.scenario.copies.map((each, index) => ({ key: `sda/${index}.json`, versionId: `${index}`, bytes: copy(each) }))
    this.engine = testEngine({ fails: ({ to }) => this.#failing(to) })
    this.stations = { ports: this.world.ports, desks: [DESK], read: readTestCopy, engines: () => [this.engine], observe: () => {} }
  }

  #failing(to: string): EngineError | undefined {
    const fails = to === 'fr' && this.failures > 0 && this.random.chance(0.5) && this.failures-- > 0
    return fails ? new EngineError('down', 'down', true) : undefined
  }

  /** Clocks of machines differ by up to a second. */
  #skew(): number {
    return this.random.chance(0.3) ? this.random.below(2_001) - 1_000 : 0
  }

  /** What breaks is told with how many port calls it took: the fewer, the easier to read its trace. */
  async run(): Promise<Ran> {
    try {
      return await this.#run()
    } catch (error) {
      if (error instanceof Error) error.message += ` (after ${this.scheduler.steps} port calls)`
      throw error
    }
  }

  async #run(): Promise<Ran> {
    this.world.watching = false
    await this.code.configure(this.world.ports, PRODUCTS, 1)
    this.world.waiting.length = 0
    for await (const { key, rev } of this.code.openWorks(this.table)) await this.table.delete(key, rev)
    this.world.watching = true
    await this.#live()
    await this.#checkRest(1)
    const replayed = this.scenario.disaster !== 'none' && (await this.#disaster())
    const { crashes, pauses } = this.did
    return { steps: this.scheduler.steps, crashes, pauses, decisions: this.world.seen.decisions.size, replayed }
  }

  async #live(): Promise<void> {
    const { random, scheduler, scenario, world } = this
    const deeds = [...scenario.deeds].toSorted((a, b) => a.turn - b.turn)
    const crashes = new Set(scenario.crashes)
    const pauses = new Set(scenario.pauses)
    for (let turn = 0; turn < 40_000; turn++) {
      world.now += scenario.clock.get(turn) ?? 0
      if (turn === scenario.backup && scenario.disaster === 'restore')
        this.backup = await backUp(this.table, this.documents, world.partitions)
      // after a while nothing new is begun, so that what is open comes to an end
      const lively = turn < 1_500 && scheduler.tasks.length < 8
      if (this.pending.length > 0 && random.chance(0.1)) this.#startUpload()
      if (scheduler.tasks.length < 4 && random.chance(0.5)) this.#startMessage()
      if (lively && random.chance(0.04)) this.#startPoll(random.pick(this.followers), 1 + random.below(3))
      if (lively && random.chance(0.03)) this.#startRead()
      if (lively && random.chance(0.004)) {
        world.now += random.pick([1_000, 61_000])
        this.#startTick()
      }
      if (turn === scenario.deployment?.turn) this.#startDeployment(NEXT_PRODUCTS, 2)
      if (turn === scenario.deployment?.stale) this.#startDeployment(PRODUCTS, 1)
      while ((deeds[0]?.turn ?? Number.POSITIVE_INFINITY) <= turn) this.#startDeed(deeds.shift()!)
      const parked = scheduler.tasks.filter(({ waiting }) => waiting.length > 0)
      if (parked.length > 0 && crashes.delete(turn)) {
        this.did.crashes++
        scheduler.crash(random.pick(parked))
        continue
      }
      if (parked.length > 0 && pauses.delete(turn)) {
        const task = random.pick(parked)
        this.did.pauses++
        scheduler.crash(task) // its message comes again, and it is not dead: a zombie
        this.asleep.push(task)
        continue
      }
      if ((await scheduler.step()) !== undefined) continue
      if (this.pending.length > 0) {
        this.#startUpload()
        continue
      }
      if (this.#startMessage()) continue
      if (deeds.length > 0 || turn < Math.max(scenario.deployment?.turn ?? 0, scenario.deployment?.stale ?? 0)) continue
      const zombie = this.asleep.shift()
      if (zombie !== undefined) {
        scheduler.tasks.push(zombie)
        continue
      }
      this.failures = 0
      if (await this.#isAtRest()) return
      world.now += 301_000
      this.#startTick()
    }
    throw new Violation('does not come to rest')
  }

  /** Nothing is left but what waits for an instant far away. */
  async #isAtRest(): Promise<boolean> {
    const works = await Array.fromAsync(this.code.openWorks(this.table))
    const far = works.filter(({ key, value }) => value.message.wake && dueOf(key.sort) > this.world.now + 86_400_000)
    return far.length === works.length && this.world.waiting.length === 0
  }

  #startUpload(): void {
    const { ports } = this.world
    const upload = this.pending.shift()
    if (upload === undefined) return
    const call = this.scheduler.call.bind(this.scheduler)
    const inbox = {
      list: async () => [],
      get: () => call(async () => (this.taken.has(upload.key) ? undefined : upload.bytes)),
      delete: () => call(async () => void this.taken.add(upload.key)),
    }
    const run = async () => void (await this.code.receive({ ports, inbox, desks: [DESK], observe: () => {} }, upload))
    this.scheduler.spawn('receive', run, { onCrash: () => this.pending.push(upload) })
  }

  #startMessage(): boolean {
    const { world, random } = this
    const due = world.waiting.filter((each) => each.due <= world.now)
    if (due.length === 0) return false
    const chosen = random.pick(due)
    world.waiting.splice(world.waiting.indexOf(chosen), 1)
    const again = () => void world.waiting.push({ message: chosen.message, due: world.now })
    this.scheduler.spawn(chosen.message.station, () => this.code.perform(this.stations, chosen.message), {
      skew: this.#skew(),
      onDone: (error) => {
        if (error instanceof Violation) throw error
        if (error !== undefined) again()
      },
      onCrash: again,
    })
    return true
  }

  #startTick(): void {
    const ahead = this.random.chance(0.3) ? 60_000 : 0
    this.scheduler.spawn('tick', async () => void (await this.code.tick(this.world.ports, ahead)), { skew: this.#skew() })
  }

  /** A function that starts with a configuration; when it dies it is started again. */
  #startDeployment(products: typeof PRODUCTS, revision: number): void {
    const run = async () => void (await this.code.configure(this.world.ports, products, revision))
    this.scheduler.spawn('configure', run, { onCrash: () => this.#startDeployment(products, revision) })
  }

  #startDeed(planned: Planned): void {
    const run = async () => {
      const deed = await this.#deedOf(planned)
      if (deed === undefined || this.world.head === undefined) return
      const newName = () => `decision-${this.random.below(1_000_000_000)}`
      await this.code.decide({ ports: this.world.ports, observe: () => {}, newName }, ID, deed, 'anna')
    }
    this.scheduler.spawn('decide', run, { skew: this.#skew() })
  }

  /** What the desk decides in detail, seeing what there is. */
  async #deedOf({ kind, instant = -1 }: Planned): Promise<Deed | undefined> {
    const at = instant < 0 ? null : new Date(START + instant).toISOString()
    switch (kind) {
      case 'kill':
        return { kind, reason: 'wrong' }
      case 'embargo':
        return { kind, until: at }
      case 'expire':
        return { kind, at }
      case 'approve-language':
      case 'reject': {
        const language = kind === 'reject' ? this.random.pick(LANGUAGES) : 'fr'
        const item = (await this.world.ports.table.get({ partition: `A#${ID}`, sort: `L#${language}` }))?.value as LanguageItem | undefined
        if (item?.out === undefined) return undefined
        const { version, edition } = item.out
        return { kind, language, mark: { version, edition } }
      }
      default:
        return { kind }
    }
  }

  #startPoll(follower: Follower, limit: number): void {
    if (follower.busy) return
    follower.busy = true
    const run = async () => {
      const page = await this.exits.page(PARTNER, follower.feed, { after: follower.cursor, limit })
      follower.busy = false
      if (page === 'epoch') {
        follower.cursor = undefined
        follower.holds = undefined
        return
      }
      if (page === 'restoring') return
      if (typeof page === 'string') throw new Violation(`a follower of its own cursor was answered ${page}`)
      for (const entry of page.entries) {
        if (entry.id !== ID) continue
        const words = entry.bytes && this.#left(entry.bytes, follower.feed)
        follower.holds = entry.event === 'superseded' ? follower.holds : words
      }
      follower.cursor = page.next
    }
    const onCrash = () => {
      follower.busy = false
    }
    this.scheduler.spawn('follow', run, { skew: this.#skew(), onCrash })
  }

  #startRead(): void {
    const feed = this.random.pick(FEEDS)
    const run = async () => {
      const answer = await this.exits.open(PARTNER, feed, ID)
      if (typeof answer !== 'string') this.#left(answer.bytes, feed)
    }
    this.scheduler.spawn('read', run, { skew: this.#skew() })
  }

  /**
   * I1: these bytes have left. The head as it stands when the answer is made (the gate's read was the last thing awaited)
   * is open for these words, by the clock of the machine that answers. Answers which words they are.
   */
  #left(bytes: Uint8Array, feed: Feed): Words {
    const { altIds } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly altIds: readonly { role: string; value: string }[] }
    const of = (role: string) => Number(altIds.find((each) => each.role === role)?.value)
    const words = { version: of('source-version'), edition: of('edition') }
    const { head, seen } = this.world
    if (head === undefined || !isOpen(head, feed, words, seen.approved, { now: this.world.ports.clock(), sportIs: this.world.sportIs }))
      throw new Violation(`version ${words.version}.${words.edition} left in ${feed.product}/${feed.language} while it was closed`)
    return words
  }

  async #checkRest(epoch: number): Promise<void> {
    const { world, table, code } = this
    const survey = await code.surveyArticle(table, ID, world.now)
    if (survey === undefined) throw new Violation('the article is lost')
    const { head } = survey
    const instructions = new Map(survey.versions.map(({ version, instruction }) => [version, instruction]))
    checkHead(head, reference(this.scenario.copies, instructions, [...world.seen.decisions.values()]))
    checkForward(world.seen.heads)
    await checkLanguages(table, head, world)
    const works = await Array.fromAsync(code.openWorks(table))
    checkWakes(
      head,
      works.map(({ key, value }) => ({ due: dueOf(key.sort), wake: value.message.wake === true })),
      world.now,
    )
    const missing = this.scenario.copies.find(({ story, version }) => story === STORY && !instructions.has(version ?? 0))
    if (missing) throw new Violation(`version ${missing.version} is lost`)
    for (const feed of FEEDS) await checkFeed(table, feed, head, world, epoch)
    for (const follower of this.followers) await this.#checkFollower(follower)
  }

  async #checkFollower(follower: Follower): Promise<void> {
    follower.busy = false
    for (let before = -1; before !== (follower.cursor?.sequence ?? 0); ) {
      before = follower.cursor?.sequence ?? 0
      this.#startPoll(follower, 3)
      while ((await this.scheduler.step()) !== undefined);
    }
    checkFollower(follower, this.world.head!, this.world)
    const fresh: Follower = { feed: follower.feed, cursor: undefined, holds: undefined, busy: false }
    for (let before = -1; before !== (fresh.cursor?.sequence ?? 0); ) {
      before = fresh.cursor?.sequence ?? 0
      this.#startPoll(fresh, 100)
      while ((await this.scheduler.step()) !== undefined);
    }
    checkFollower(fresh, this.world.head!, this.world)
  }

  /** The ledger is damaged, or not at all, and the archive replayed; then everything must be as it was. */
  async #disaster(): Promise<boolean> {
    const { world, code, scheduler } = this
    const { calls } = this.engine
    const before = await code.surveyArticle(this.table, ID, world.now)
    const outs = new Map(world.seen.outs)
    world.watching = false
    const { sportIs } = world
    const epoch = await this.#lose()
    scheduler.spawn('replay', async () => {
      for await (const { trouble } of code.replay(this.stations, {})) if (trouble) throw new Violation(`replay: ${trouble.reason}`)
    })
    while ((await scheduler.step()) !== undefined);
    this.pending.length = 0
    // the next start applies its configuration again
    if (world.sportIs !== sportIs) this.#startDeployment(NEXT_PRODUCTS, 2)
    while ((await scheduler.step()) !== undefined);
    await this.#settle()
    const after = await code.surveyArticle(this.table, ID, world.now)
    // which edition a rejection names may differ by the approval that it undid: `checkLanguages` sees to what it keeps in
    const facts = (survey: typeof before) => JSON.stringify(survey && { ...survey.head, hash: '', lift: 0, floors: {} })
    // a delete with another text, when versions are lost: whether it is a kill or a stop hangs on what was there before it
    const read = (survey: typeof before) => JSON.stringify(survey?.versions.map(({ instruction }) => instruction))
    if (read(before) !== read(after)) return true
    if (facts(before) !== facts(after)) throw new Violation(`the replay made another head: ${facts(after)} instead of ${facts(before)}`)
    // a backup may have been taken while a language was on its way: that one is asked for again
    if (this.scenario.disaster !== 'restore' && this.engine.calls !== calls)
      throw new Violation('the replay asked an engine for words that were there')
    // words that a kill, a newer version or a rejection has made void need not come back
    for (const [language, out] of outs) {
      if (out === undefined || out.version !== after?.head.version || after.head.killed.value) continue
      const made = world.seen.outs.get(language)
      const feed = { product: '', language }
      if (!isRejected(before!.head, feed, out)) {
        if (!isSame(out, made)) throw new Violation(`the replay made other words in ${language}`)
      } else if (made !== undefined && !isRejected(after.head, feed, made))
        throw new Violation(`the replay let rejected words in ${language} out`)
    }
    await this.#checkRest(epoch)
    return true
  }

  /** Answers the epoch of the feeds afterwards. */
  async #lose(): Promise<number> {
    const { world, table, documents } = this
    const { heads } = world.seen
    if (this.scenario.disaster !== 'restore') {
      if (await damage(this.scenario.disaster, table, documents)) heads.length = 0
      return 1
    }
    const backup = this.backup ?? (await backUp(table, documents, world.partitions))
    await restore(this.code, backup, table, documents, world.partitions)
    heads.length = 0
    const head = backup.items.get(`A#${ID}`)?.find(({ sort }) => sort === 'HEAD')
    if (head) heads.push(head.value as unknown as Head)
    const sport = backup.items.get('P#')?.find(({ sort }) => sort === 'sport')?.value as { readonly product: Product } | undefined
    world.sportIs = sport?.product.filter.services?.[0] ?? ''
    return 2
  }

  async #settle(): Promise<void> {
    for (let turn = 0; turn < 20_000; turn++) {
      if (this.#startMessage()) while ((await this.scheduler.step()) !== undefined);
      else if (await this.#isAtRest()) return
      else {
        this.world.now += 61_000
        this.#startTick()
        while ((await this.scheduler.step()) !== undefined);
      }
    }
    throw new Violation('does not come to rest after the replay')
  }
}

const isSame = (a: LanguageItem['out'], b: LanguageItem['out']) => a?.version === b?.version && a?.edition === b?.edition

const dueOf = (sort: string) => Number(sort.slice(0, sort.indexOf('#'))) * 1000

export type { Message }
