/**
 * What each function of the cloud may do with the ports, and nothing else. The ports are opened narrowed to it
 * (`open-ports.ts` refuses the rest at run time), and the permissions of the function's role derive from it.
 */
import type { Documents, Inbox, Station, Table } from '@depesche/pipeline/ports'

/** The queue of S3's events, and one per station. */
export type QueueName = 'receive' | Station

/** The first part of every document key. */
export type DocumentPrefix = 'originals/' | 'articles/' | 'translations/' | 'syndicated/' | 'rejected/'

/** The first part of every partition of the table (LEDGER.md section 2). */
export type PartitionPrefix = 'A#' | 'B#' | 'E#' | 'F#' | 'J#' | 'K#' | 'M#' | 'N#' | 'O#' | 'P#' | 'S#' | 'T#' | 'U#' | 'W#'

export interface Access {
  readonly inbox: readonly (keyof Inbox)[]
  readonly documents: Readonly<Partial<Record<keyof Documents, readonly DocumentPrefix[]>>>
  readonly table: Readonly<Partial<Record<keyof Table, readonly PartitionPrefix[]>>>
  /** queues that it sends to */
  readonly send: readonly QueueName[]
  /** the queue whose messages start it */
  readonly fedBy?: QueueName
  /** sends text to the translation service */
  readonly translates?: true
  /** makes the ledger's products those that it was deployed with */
  readonly configures?: true
}

export const functionNames = ['receive', 'normalize', 'translate', 'syndicate', 'deliver', 'tick', 'api', 'desk'] as const
export type FunctionName = (typeof functionNames)[number]

export const access = {
  receive: {
    inbox: ['get', 'delete'],
    documents: { put: ['originals/'] },
    table: { get: ['U#', 'O#', 'B#'], put: ['U#', 'O#', 'B#'] },
    send: ['normalize'],
    fedBy: 'receive',
  },
  normalize: {
    inbox: [],
    documents: {
      get: ['originals/', 'articles/', 'translations/'],
      put: ['originals/', 'articles/', 'translations/', 'rejected/'],
    },
    table: {
      get: ['A#', 'J#', 'K#', 'M#', 'N#', 'O#', 'P#', 'U#'],
      put: ['A#', 'B#', 'J#', 'K#', 'M#', 'N#', 'O#', 'P#', 'U#'],
      query: ['A#', 'N#', 'P#'],
      delete: ['O#'],
    },
    // the articles of an upload that holds several
    send: ['normalize', 'translate', 'syndicate', 'deliver'],
    fedBy: 'normalize',
    configures: true,
  },
  translate: {
    inbox: [],
    // what was translated once is not bought again
    documents: { get: ['articles/', 'translations/'], list: ['translations/'], put: ['translations/'] },
    table: { get: ['A#', 'J#', 'O#', 'S#'], getMany: ['M#'], put: ['A#', 'J#', 'M#', 'O#', 'S#'], delete: ['O#'] },
    send: ['translate', 'syndicate'],
    fedBy: 'translate',
    translates: true,
  },
  syndicate: {
    inbox: [],
    documents: { get: ['articles/', 'translations/'], put: ['syndicated/'] },
    table: {
      get: ['A#', 'E#', 'F#', 'J#', 'O#', 'U#'],
      getMany: ['A#', 'E#', 'K#', 'P#'],
      put: ['A#', 'F#', 'J#', 'O#'],
      query: ['A#', 'B#', 'F#', 'P#', 'W#'],
      delete: ['O#'],
    },
    send: ['translate', 'syndicate', 'deliver'],
    fedBy: 'syndicate',
  },
  deliver: {
    inbox: [],
    documents: { get: ['syndicated/'] },
    table: {
      get: ['E#', 'F#', 'K#', 'O#', 'P#', 'W#'],
      getMany: ['A#', 'E#', 'P#'],
      put: ['O#', 'T#', 'W#'],
      query: ['F#', 'W#'],
      delete: ['O#'],
    },
    send: ['deliver'],
    fedBy: 'deliver',
  },
  tick: {
    inbox: ['list'],
    documents: {},
    table: { get: ['O#', 'P#', 'S#'], put: ['O#', 'P#'], query: ['O#', 'P#'], delete: ['O#'] },
    send: ['receive', 'normalize', 'translate', 'syndicate', 'deliver'],
    configures: true,
  },
  api: {
    inbox: [],
    documents: { get: ['syndicated/'] },
    // what it notes of partners it never reads
    table: { get: ['E#', 'K#', 'P#'], getMany: ['A#', 'E#', 'F#', 'P#'], put: ['T#'], query: ['F#', 'J#'] },
    send: [],
  },
  desk: {
    inbox: [],
    documents: { get: ['articles/', 'syndicated/', 'translations/'], put: ['originals/', 'translations/'] },
    table: {
      get: ['A#', 'B#', 'E#', 'F#', 'J#', 'K#', 'M#', 'O#', 'P#', 'S#', 'U#', 'W#'],
      getMany: ['A#', 'E#', 'M#', 'P#'],
      put: ['A#', 'B#', 'J#', 'K#', 'M#', 'O#', 'U#'],
      query: ['A#', 'B#', 'F#', 'J#', 'K#', 'M#', 'P#', 'T#', 'W#'],
      delete: ['O#'],
    },
    send: ['normalize', 'translate', 'syndicate', 'deliver'],
  },
} as const satisfies Readonly<Record<FunctionName, Access>>
