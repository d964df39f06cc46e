import { type Access, access, type FunctionName } from '@depesche/cloud/access'
import type { Verdict } from '../lib/aws/fault-proxy.ts'
import type { Observed } from '../lib/aws/observed.ts'
import { INBOX, TABLE, WIRE } from '../lib/aws/world.ts'

/** Who asked for what: `{function} {action} {resource}` → how often. */
export type Traffic = Map<string, number>

export interface Use {
  readonly function: string
  /** the IAM action */
  readonly action: string
  /** `{bucket}/{first folder}/`, `{bucket}` with a list's prefix, a queue, `{table} {partition prefix}`, or `*` */
  readonly resource: string
  readonly count: number
}

/** Adds what the proxy saw of the functions. */
export function addTraffic(traffic: Traffic, seen: readonly { readonly observed: Observed; readonly verdict: Verdict }[]): void {
  for (const { observed } of seen)
    for (const resource of resourcesOf(observed)) {
      const line = [observed.who.replace(/\.\d+$/, ''), observed.action, resource].join('\t')
      traffic.set(line, (traffic.get(line) ?? 0) + 1)
    }
}

function resourcesOf({ service, resource, prefix, partitions }: Observed): readonly string[] {
  if (service === 'dynamodb') return partitions.map((partition) => `${resource} ${partition.replace(/#.*$/s, '#')}`)
  if (prefix !== undefined) return [`${resource}?prefix=${prefix.replace(/\/.*$/s, '/')}`]
  return [service === 's3' ? resource.split('/').slice(0, 2).join('/') : resource]
}

/** The traffic as a list, in order. */
export function usesOf(traffic: Traffic): readonly Use[] {
  return [...traffic]
    .map(([line, count]) => {
      const [name = '', action = '', resource = ''] = line.split('\t')
      return { function: name, action, resource, count }
    })
    .toSorted((a, b) => (`${a.function} ${a.action} ${a.resource}` < `${b.function} ${b.action} ${b.resource}` ? -1 : 1))
}

const DOCUMENTS = { get: 's3:GetObject', put: 's3:PutObject', delete: 's3:DeleteObject' } as const
const ITEMS = { get: 'GetItem', getMany: 'BatchGetItem', put: 'PutItem', delete: 'DeleteItem', query: 'Query' } as const
const UPLOADS = {
  get: `s3:GetObjectVersion ${INBOX}/incoming`,
  delete: `s3:DeleteObjectVersion ${INBOX}/incoming`,
  list: `s3:ListBucketVersions ${INBOX}?prefix=incoming/`,
} as const

/** Every request that a function's access covers: `{action} {resource}` as `usesOf` has them. */
export function coveredBy(name: FunctionName): ReadonlySet<string> {
  const { inbox, documents, table, send, translates }: Access = access[name]
  const each = <K extends string>(names: Readonly<Record<K, string>>) => Object.entries(names) as [K, string][]
  return new Set([
    ...inbox.map((method) => UPLOADS[method]),
    ...each(DOCUMENTS).flatMap(([method, action]) => (documents[method] ?? []).map((prefix) => `${action} ${WIRE}/${prefix.slice(0, -1)}`)),
    ...(documents.list ?? []).map((prefix) => `s3:ListBucket ${WIRE}?prefix=${prefix}`),
    ...each(ITEMS).flatMap(([method, action]) => (table[method] ?? []).map((prefix) => `dynamodb:${action} ${TABLE} ${prefix}`)),
    ...send.map((queue) => `sqs:SendMessage ${queue}`),
    ...(translates ? ['translate:TranslateText *'] : []),
  ])
}
