/** Each rule of the ledger left out alone: a change of the real source that the model must notice. */
export interface Fault {
  readonly name: string
  readonly changes: readonly Change[]
  /** the first seed to try: rare ones begin near a schedule that shows them */
  readonly from?: number
  /** schedules within which it is caught (measured, with room) */
  readonly within: number
}

/** A text that stands exactly once in the file, and what takes its place. */
export type Change = readonly [file: string, from: string, to: string]

/**
 * Without it the intent in the marker, which makes a kill find whoever is about to append: LEDGER.md had two rules (the
 * language before the head, the second loop) before it had this one, and with it they are spare.
 */
const NO_INTENT: Change = ['reconcile.ts', 'const underWay = intent === next', 'const underWay = false && intent === next']
const NO_INTENT_LOOP: Change = [
  'reconcile.ts',
  '      continue\n    }\n    const { version, edition } = wish.offer',
  '    }\n    const { version, edition } = wish.offer',
]

export const faults: readonly Fault[] = [
  {
    name: 'gate dropped: bytes leave whatever the head says',
    changes: [['exits.ts', 'if (refusal === undefined && bytes && fetched) return', 'if (bytes && fetched) return']],
    from: 5_000_001,
    within: 50,
  },
  {
    name: 'gate before fetch',
    changes: [
      [
        'exits.ts',
        'const [earlyEpoch, earlyMarker] = await table.getMany([keys.epoch, keys.marker(id, feed)])',
        `const [epoch, productItem, head, marker] = await table.getMany([
    keys.epoch,
    keys.product(feed.product),
    keys.head(id),
    keys.marker(id, feed),
  ])
  const [earlyEpoch, earlyMarker] = await table.getMany([keys.epoch, keys.marker(id, feed)])`,
      ],
      [
        'exits.ts',
        `const bytes = isCovered ? await fetchRendition(stores, id, feed, fetched) : undefined
  const [epoch, productItem, head, marker, entry] = await table.getMany([
    keys.epoch,
    keys.product(feed.product),
    keys.head(id),
    keys.marker(id, feed),
    keys.entry(epochOf(earlyEpoch), feed, from),
  ])`,
        `const bytes = isCovered ? await fetchRendition(stores, id, feed, fetched) : undefined
  const entry = await table.get(keys.entry(epochOf(earlyEpoch), feed, from))`,
      ],
    ],
    from: 5_000_001,
    within: 400,
  },
  {
    name: 'floor ignored at the gate',
    changes: [
      [
        'ledger/may-leave.ts',
        "return closings(head, now).length > 0 || compareMarks(fetched, head.floor) < 0 ? 'closed' : undefined",
        "return closings(head, now).length > 0 ? 'closed' : undefined",
      ],
    ],
    from: 5_000_301,
    within: 100,
  },
  {
    name: 'lift ignored by reconcile',
    changes: [['ledger/desired.ts', 'compareMarks(offer, last) > 0 || last.lift < head.lift', 'compareMarks(offer, last) > 0']],
    from: 5_000_001,
    within: 600,
  },
  {
    name: 'marker after append',
    changes: [
      [
        'reconcile.ts',
        'await putItem(table, markerKey, { from, carried: false, intent: 0 } satisfies Marker as unknown as Value, 0)',
        'void from',
      ],
      ['reconcile.ts', 'if (marker === undefined) throw new Error(', 'if (marker === undefined) void new Error('],
      [
        'reconcile.ts',
        'const marker = valueIn<Marker>(markerItem)',
        'const marker = valueIn<Marker>(markerItem) ?? { from: 0, carried: false, intent: 0 }',
      ],
      [
        'reconcile.ts',
        'if (wish.offer !== undefined && !(underWay && ',
        'if (wish.offer !== undefined && marker === undefined && !(underWay && ',
      ],
      [
        'reconcile.ts',
        'return { feed, epoch, sequence: next, entry }',
        '{\n      if (wish.offer) await mark(table, markerKey, { rendition: await asRendition(io, id, feed, wish.offer, product, rendered) })\n      return { feed, epoch, sequence: next, entry }\n    }',
      ],
    ],
    from: 5_000_001,
    within: 200,
  },
  {
    name: 'head before scan (and without the intent)',
    changes: [
      NO_INTENT,
      NO_INTENT_LOOP,
      [
        'reconcile.ts',
        'const { own, last, lastSequence, end } = await scan(',
        'const early = await getValue<Head>(table, keys.head(id))\n    const { own, last, lastSequence, end } = await scan(',
      ],
      [
        'reconcile.ts',
        'const head = await getValue<Head>(table, keys.head(id))\n    if (head === undefined) return undefined',
        'const head = early\n    if (head === undefined) return undefined',
      ],
    ],
    from: 5_000_281,
    within: 100,
  },
  {
    name: 'no second loop (and without the intent)',
    changes: [
      NO_INTENT,
      NO_INTENT_LOOP,
      [
        'reconcile.ts',
        'await mark(io.table, keys.marker(id, feed), { from: news.sequence, carried: true })',
        'await mark(io.table, keys.marker(id, feed), { from: news.sequence, carried: true })\n    return appended',
      ],
    ],
    from: 5_000_321,
    within: 100,
  },
  {
    name: 'two writes swapped: the version stands before its document',
    changes: [
      [
        'steps/normalize.ts',
        'const hash = standing?.hash ?? (await putJson(documents, article, (h) => paths.article(id, version, h)))',
        `const later: (() => Promise<unknown>)[] = []
  const put = async (key: string, bytes: Uint8Array) => void later.push(() => documents.put(key, bytes))
  const hash = standing?.hash ?? (await putJson({ ...documents, put }, article, (h) => paths.article(id, version, h)))`,
      ],
      [
        'steps/normalize.ts',
        'const head = await updateItem<Head>(table, keys.head(id), (now) => {',
        'for (const put of later) await put()\n  const head = await updateItem<Head>(table, keys.head(id), (now) => {',
      ],
    ],
    within: 3000,
  },
  {
    name: 'acknowledged before it is written: the upload leaves the drop box first',
    changes: [
      [
        'steps/receive.ts',
        '  if (bytes === undefined) return undefined\n',
        '  if (bytes === undefined) return undefined\n  await io.inbox.delete(dropped)\n',
      ],
      [
        'steps/receive.ts',
        '  await takeIn(io, upload, file, bytes, { desk, received, wishes })\n  await io.inbox.delete(dropped)\n',
        '  await takeIn(io, upload, file, bytes, { desk, received, wishes })\n',
      ],
    ],
    from: 5_000_001,
    within: 200,
  },
  {
    name: 'entry dropped from a page',
    changes: [
      [
        'exits.ts',
        'entries.push(decide(each, head',
        "const shown = decide(each, head, markers.get(each.item.value.id), productOf(productItem), feed, now)\n    if (shown.event !== 'removed') entries.push(decide(each, head",
      ],
    ],
    from: 5_000_001,
    within: 200,
  },
  {
    name: 'embargo cleared by absence',
    changes: [
      [
        'ledger/head.ts',
        "if (facts.embargo !== undefined) next = stated(next, 'embargo', facts.embargo, version)",
        "next = stated(next, 'embargo', facts.embargo ?? null, version)",
      ],
    ],
    from: 5_000_001,
    within: 50,
  },
  {
    name: 'rendition after append',
    changes: [
      [
        'reconcile.ts',
        'if (wish.offer !== undefined && !(underWay && ',
        'if (wish.offer !== undefined && intent !== next && !(underWay && ',
      ],
      [
        'reconcile.ts',
        'await mark(table, markerKey, { rendition: await asRendition(io, id, feed, wish.offer, product, rendered), intent: next })',
        'await mark(table, markerKey, { intent: next })',
      ],
      [
        'reconcile.ts',
        'return { feed, epoch, sequence: next, entry }',
        '{\n      if (wish.offer) await mark(table, markerKey, { rendition: await asRendition(io, id, feed, wish.offer, product, rendered) })\n      return { feed, epoch, sequence: next, entry }\n    }',
      ],
    ],
    from: 5_000_001,
    within: 50,
  },
  {
    name: 'decisions unordered: the last to be carried out stands',
    changes: [
      [
        'ledger/decision.ts',
        'if (tie ? before.value === next.value || !closes(before.value) : !isLater(next.set, before.set)) return head',
        'void [tie, closes, isLater]\n  if (before.value === next.value) return head',
      ],
    ],
    from: 5_000_001,
    within: 100,
  },
  {
    name: 'document before its work: a decision is in the archive before anything will carry it out',
    changes: [
      [
        'steps/decide.ts',
        'const work = await openWork(table, message, clock() + REDRIVE_MS, { decision })',
        "await putJson(io.ports.documents, { kind: 'decision', ...decision }, (hash) => paths.decision(decision, hash))\n  const work = await openWork(table, message, clock() + REDRIVE_MS, { decision })",
      ],
    ],
    from: 5_000_101,
    within: 100,
  },
  {
    name: 'open work after the head',
    changes: [
      [
        'steps/normalize.ts',
        'const works: readonly Key[] = await Promise.all(messages.map((message) => openWork(table, message, clock() + REDRIVE_MS)))',
        '',
      ],
      [
        'steps/normalize.ts',
        'await Promise.all(messages.map((message, index) => queue.send',
        'const works: readonly Key[] = await Promise.all(messages.map((message) => openWork(table, message, clock() + REDRIVE_MS)))\n  await Promise.all(messages.map((message, index) => queue.send',
      ],
      [
        'steps/normalize.ts',
        'if (await keep(io, { ...arrival, item, reading, copy, assigned, standing })) return',
        'if (standing !== undefined || (await keep(io, { ...arrival, item, reading, copy, assigned, standing }))) return',
      ],
    ],
    from: 5_000_001,
    within: 50,
  },
  {
    name: 'replay without decisions',
    changes: [['replay.ts', 'await applyDecision(this.#io, decision)', 'void applyDecision']],
    from: 5_000_001,
    within: 100,
  },
  {
    name: 'feeds with a marker forgotten when the product no longer matches',
    changes: [
      [
        'reconcile.ts',
        "for await (const { sort } of queryAll(table, keys.head(id).partition, 'C#', endOf('C#'))) add(feedOfMarker(sort))",
        'void [endOf, feedOfMarker]',
      ],
    ],
    from: 5_000_001,
    within: 500,
  },
  {
    name: 'marker backwards',
    changes: [
      [
        'reconcile.ts',
        'const rendition = newer ? news.rendition : marker?.rendition',
        'const rendition = news.rendition ?? (newer ? undefined : marker?.rendition)',
      ],
    ],
    from: 5_000_841,
    within: 100,
  },
  {
    name: 'doubt ignored at the gate',
    changes: [['ledger/head.ts', "...(unseen && head.doubts.length > 0 ? ['doubt'] : []),", '']],
    from: 5_000_001,
    within: 400,
  },
  {
    name: 'older version over a newer one',
    changes: [['ledger/head.ts', 'if (version > head.version) {', 'if (version !== head.version) {']],
    from: 5_000_001,
    within: 50,
  },
  {
    name: 'late kill not counted',
    changes: [
      ['ledger/head.ts', "if (facts.instruction === 'delete') next", "if (version > head.version && facts.instruction === 'delete') next"],
    ],
    from: 5_000_001,
    within: 100,
  },
  {
    name: 'duplicate answers "known, done"',
    changes: [
      [
        'steps/normalize.ts',
        'const { upload, more, replayed, item, reading, copy, assigned, standing } = taken',
        'const { upload, more, replayed, item, reading, copy, assigned, standing } = taken\n  if (standing !== undefined) return true',
      ],
    ],
    from: 5_000_001,
    within: 50,
  },
  {
    name: 'failed try wipes out what is out',
    changes: [
      [
        'steps/language-waits.ts',
        '(item?.work?.version ?? 0) > work.version ? undefined : { ...item, work }',
        '(item?.work?.version ?? 0) > work.version ? undefined : { work }',
      ],
    ],
    from: 5_000_101,
    within: 200,
  },
  {
    name: 'older configuration put over a newer one',
    changes: [
      ['ledger/products.ts', "if ((stands?.revision ?? 0) > revision) return 'outdated'", ''],
      ['ledger/products.ts', 'isChanged = (item?.revision ?? 0) <= revision && !isEqual', 'isChanged = !isEqual'],
      ['steps/reapply.ts', "if ((await appliedRevision(table)) > revision) return 'outdated'", ''],
    ],
    from: 5_000_101,
    within: 200,
  },
  {
    name: 'products of the beginning of a request at its end',
    changes: [
      [
        'exits.ts',
        'const entries = await resolve(stores, feed, dense, since)',
        'const entries = await resolve({ ...stores, early } as Stores, feed, dense, since)',
      ],
      [
        'exits.ts',
        'const { table } = stores\n  const place = await placeOf(stores, reader, feed)',
        'const { table } = stores\n  const early = await getProduct(table, feed.product)\n  const place = await placeOf(stores, reader, feed)',
      ],
      [
        'exits.ts',
        'markers.get(each.item.value.id), productOf(productItem), feed, now)',
        'markers.get(each.item.value.id), (stores as { early?: Product }).early ?? productOf(productItem), feed, now)',
      ],
    ],
    from: 5_000_501,
    within: 100,
  },
]
