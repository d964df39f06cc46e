import { createHash } from 'node:crypto'
import type { Feed } from '@depesche/syndication/product'
import type { Key } from './ports.ts'

/** Numbers in sort keys, so that byte order is number order; up to 10^12. */
export const padded = (number: number): string => String(number).padStart(12, '0')

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** How many partitions open work is spread over. */
export const SHARDS = 4
const shardOf = (cause: string) => Number.parseInt(sha256(cause).slice(0, 8), 16) % SHARDS

/** Every key of the ledger (LEDGER.md section 2). Ids are ours, so nothing of an upload reaches a key. */
export const keys = {
  head: (id: string): Key => ({ partition: `A#${id}`, sort: 'HEAD' }),
  version: (id: string, version: number): Key => ({ partition: `A#${id}`, sort: `V#${padded(version)}` }),
  language: (id: string, language: string): Key => ({ partition: `A#${id}`, sort: `L#${language}` }),
  marker: (id: string, feed: Feed): Key => ({ partition: `A#${id}`, sort: `C#${feed.product}#${feed.language}` }),
  entry: (epoch: number, feed: Feed, sequence: number): Key => ({ partition: feedPartition(epoch, feed), sort: padded(sequence) }),
  epoch: { partition: 'E#', sort: 'EPOCH' } as Key,
  work: (due: number, cause: string): Key => ({ partition: `O#${shardOf(cause)}`, sort: `${padded(Math.ceil(due / 1000))}#${cause}` }),
  upload: (upload: string): Key => ({ partition: `U#${upload}`, sort: 'UPLOAD' }),
  board: (received: string, upload: string): Key => ({ partition: `B#${received.slice(0, 10)}`, sort: `${received}#${upload}` }),
  /** what a desk uploaded under one name, for uploads without an identity of their own */
  name: (desk: string, key: string): Key => ({ partition: `N#${sha256(JSON.stringify([desk, key])).slice(0, 32)}`, sort: 'NAME' }),
  /** what happened to an article, in order of time; `about` makes a repeated write the same one */
  journal: (id: string, at: string, about: string): Key => ({ partition: `J#${id}`, sort: `${at}#${about}` }),
  product: (product: string): Key => ({ partition: 'P#', sort: product }),
  /** which configuration the products are of; sorts before every name */
  configuration: { partition: 'P#', sort: '#' } as Key,
  /** characters sent to an engine that bills them, by month (`2026-11`) */
  spend: (engine: string, month: string): Key => ({ partition: `S#${engine}`, sort: month }),
  /** how far retention has come with something, and what it must look at once more */
  retired: (what: string): Key => ({ partition: 'R#', sort: what }),
  partner: (name: string): Key => ({ partition: 'K#partners', sort: `N#${name}` }),
  partnerKey: (hash: string): Key => ({ partition: `K#${hash}`, sort: 'KEY' }),
  /** what an engine made of a segment: its hash first, so that no partition is hot */
  memory: (segment: string, from: string, to: string, maker: string): Key => ({
    partition: `M#${segment}`,
    sort: `${from}>${to}#${maker}`,
  }),
  /** that the memory has an entry, by the month in which it came to be: what is listed, as no entry can be found without its passage */
  memoryLine: (month: string, { partition, sort }: Key = { partition: '', sort: '' }): Key => ({
    partition: `M#list#${month}`,
    sort: `${partition.slice(2)}#${sort}`,
  }),
  /** how sending to a partner stands */
  follower: (partner: string): Key => ({ partition: 'W#', sort: partner }),
  /** how far sending to a partner has come in a feed */
  followed: (partner: string, feed: Feed): Key => ({ partition: `W#${partner}`, sort: `${feed.product}#${feed.language}` }),
  /** a partner has a feed up to that sequence; in order of epoch and sequence */
  receipt: (partner: string, feed: Feed, { epoch, sequence }: { readonly epoch: number; readonly sequence: number }): Key => ({
    partition: `T#${partner}`,
    sort: `${feed.product}#${feed.language}#${padded(epoch)}#${padded(sequence)}`,
  }),
  /** capitals: no product is named so */
  keyUse: (partner: string, hash: string, hour: string): Key => ({ partition: `T#${partner}`, sort: `KEY#${hash.slice(0, 16)}#${hour}` }),
} as const

export const feedPartition = (epoch: number, feed: Feed): string => `F#${epoch}#${feed.product}#${feed.language}`

/** The feed that a marker's sort key names. */
export function feedOfMarker(sort: string): Feed {
  const [, product = '', language = ''] = sort.split('#')
  return { product, language }
}

/** Just after every key that begins with `prefix`. */
export const endOf = (prefix: string): string => `${prefix}\uffff`
