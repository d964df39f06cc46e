/** Each rule of the ledger left out alone: a change of the real source that the model must notice. */
export interface Fault {
  readonly name: string
  readonly file: string
  /** each text stands exactly once in the file */
  readonly changes: readonly (readonly [from: string, to: string])[]
  /** the first seed to try: rare ones begin near a schedule that shows them */
  readonly from?: number
  /** schedules within which it is caught (measured, with room) */
  readonly within: number
}

export const faults: readonly Fault[] = [
  {
    name: 'the head is read before the scan',
    file: 'reconcile.ts',
    changes: [
      [
        'const { last, lastSequence, end } = await scan(',
        'const early = await getValue<Head>(table, keys.head(id))\n    const { last, lastSequence, end } = await scan(',
      ],
      [
        'const head = await getValue<Head>(table, keys.head(id))\n    if (head === undefined) return undefined',
        'const head = early\n    if (head === undefined) return undefined',
      ],
    ],
    within: 4000,
  },
  {
    name: 'the rendition is marked after the append',
    file: 'reconcile.ts',
    changes: [
      ['if (wish.offer !== undefined && !(underWay && ', 'if (wish.offer !== undefined && intent !== next && !(underWay && '],
      [
        'await mark(table, markerKey, { rendition: await asRendition(io, id, feed, wish.offer, product, rendered), intent: next })',
        'await mark(table, markerKey, { intent: next })',
      ],
      [
        'if (await putItem(table, keys.entry(epoch, feed, next), entry as unknown as Value, 0)) return { feed, sequence: next, entry }',
        'if (await putItem(table, keys.entry(epoch, feed, next), entry as unknown as Value, 0)) {\n      if (wish.offer) await mark(table, markerKey, { rendition: await asRendition(io, id, feed, wish.offer, product, rendered) })\n      return { feed, sequence: next, entry }\n    }',
      ],
    ],
    within: 4000,
  },
  {
    name: 'feeds with a marker are forgotten when the product no longer matches',
    file: 'reconcile.ts',
    changes: [
      [
        "for await (const { sort } of queryAll(table, keys.head(id).partition, 'C#', endOf('C#'))) add(feedOfMarker(sort))",
        'void [endOf, feedOfMarker]',
      ],
    ],
    within: 500,
  },
  {
    name: 'the marker goes backwards',
    file: 'reconcile.ts',
    changes: [
      [
        'const rendition = newer ? news.rendition : marker?.rendition',
        'const rendition = news.rendition ?? (newer ? undefined : marker?.rendition)',
      ],
    ],
    from: 4600,
    within: 6000,
  },
  {
    name: 'the gate is asked before the bytes are fetched',
    file: 'exits.ts',
    changes: [
      [
        'const fetched = (await getValue<Marker>(table, keys.marker(id, feed)))?.rendition',
        'const [head, marker] = await table.getMany([keys.head(id), keys.marker(id, feed)])\n  const fetched = (await getValue<Marker>(table, keys.marker(id, feed)))?.rendition',
      ],
      ['const [head, marker] = await table.getMany([keys.head(id), keys.marker(id, feed)])\n  const refusal', 'const refusal'],
    ],
    within: 6000,
  },
  {
    name: 'the gate ignores the floor',
    file: 'ledger/may-leave.ts',
    changes: [
      [
        "return closings(head).length > 0 || compareMarks(fetched, head.floor) < 0 ? 'closed' : undefined",
        "return closings(head).length > 0 ? 'closed' : undefined",
      ],
    ],
    within: 2000,
  },
  {
    name: 'the gate ignores what is in doubt',
    file: 'ledger/head.ts',
    changes: [["...(head.doubts.length > 0 ? ['doubt'] : []),", '']],
    within: 500,
  },
  {
    name: 'reconcile ignores the lift',
    file: 'ledger/desired.ts',
    changes: [['compareMarks(offer, last) > 0 || last.lift < head.lift', 'compareMarks(offer, last) > 0']],
    within: 6000,
  },
  {
    name: 'an entry that may not be shown is dropped from the page',
    file: 'exits.ts',
    changes: [
      [
        'entries.push(decide(each, head',
        "const shown = decide(each, head, markers.get(each.item.value.id), product, feed, now)\n    if (shown.event !== 'removed') entries.push(decide(each, head",
      ],
    ],
    within: 2000,
  },
  {
    name: 'an older version overwrites a newer one',
    file: 'ledger/head.ts',
    changes: [['if (facts.version > head.version) {', 'if (facts.version !== head.version) {']],
    within: 200,
  },
  {
    name: 'a delete that comes late does not count',
    file: 'ledger/head.ts',
    changes: [
      [
        "if (facts.instruction === 'delete' || facts.instruction === 'stop')",
        "if (facts.version > head.version && (facts.instruction === 'delete' || facts.instruction === 'stop'))",
      ],
    ],
    within: 500,
  },
  {
    name: 'an update without embargo data lifts the embargo',
    file: 'ledger/head.ts',
    changes: [
      [
        "if (facts.embargo !== undefined) next = stated(next, 'embargo', facts.embargo, facts.version)",
        "next = stated(next, 'embargo', facts.embargo ?? null, facts.version)",
      ],
    ],
    within: 500,
  },
  {
    name: 'a duplicate answers "known, done"',
    file: 'steps/normalize.ts',
    changes: [
      [
        'const { upload, trace, item, reading, copy, assigned, standing } = taken',
        'const { upload, trace, item, reading, copy, assigned, standing } = taken\n  if (standing !== undefined) return true',
      ],
    ],
    within: 3000,
  },
  {
    name: 'a failed try wipes out what is out',
    file: 'steps/translate.ts',
    changes: [
      [
        '(item?.work?.version ?? 0) > work.version ? undefined : { ...item, work }',
        '(item?.work?.version ?? 0) > work.version ? undefined : { work }',
      ],
    ],
    within: 3000,
  },
  {
    name: 'the open work is written after the head',
    file: 'steps/normalize.ts',
    changes: [
      ['const works: readonly Key[] = await Promise.all(messages.map((message) => openWork(table, message, clock() + REDRIVE_MS)))', ''],
      [
        'await Promise.all(messages.map((message, index) => queue.send',
        'const works: readonly Key[] = await Promise.all(messages.map((message) => openWork(table, message, clock() + REDRIVE_MS)))\n  await Promise.all(messages.map((message, index) => queue.send',
      ],
      [
        'if (await keep(io, { upload, trace, item, reading, copy, assigned, standing })) return',
        'if (standing !== undefined || (await keep(io, { upload, item, reading, copy, assigned, standing }))) return',
      ],
    ],
    within: 3000,
  },
]
