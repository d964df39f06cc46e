import type { Access } from './access.ts'

/** Names of a stack's parts, as its functions find them in their environment. */
export interface Settings {
  readonly inboxBucket?: string
  readonly wireBucket?: string
  readonly table?: string
  /** queue URLs */
  readonly queues: Readonly<Record<string, string>>
  /** when the stack was deployed (ms): a newer configuration has a higher number */
  readonly configuredAt?: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** All that is missing, at once. */
export class MissingSettings extends Error {
  readonly names: readonly string[]
  constructor(names: readonly string[]) {
    super(`these settings are missing in the environment: ${names.join(', ')}; deploy the stack again (npx sst deploy), it sets them`)
    this.name = 'MissingSettings'
    this.names = names
  }
}

/** The environment variables that a function with this access needs. */
export function neededSettings(access: Access): readonly string[] {
  return [
    ...(access.inbox.length > 0 ? ['INBOX_BUCKET'] : []),
    ...(Object.keys(access.documents).length > 0 ? ['WIRE_BUCKET'] : []),
    ...(Object.keys(access.table).length > 0 ? ['TABLE'] : []),
    ...access.send.map(queueSetting),
    ...(access.configures ? ['CONFIGURED_AT'] : []),
  ]
}

/** The environment variable that holds a queue's URL. */
export const queueSetting = (queue: string) => `${queue.toUpperCase()}_QUEUE`

/** Reads what this access needs, and `more`. Throws `MissingSettings` with every name that is absent or empty. */
export function readSettings(environment: Environment, access: Access, more: readonly string[] = []): Settings {
  const missing = [...neededSettings(access), ...more].filter((name) => !environment[name])
  if (missing.length > 0) throw new MissingSettings(missing)
  const { INBOX_BUCKET: inboxBucket, WIRE_BUCKET: wireBucket, TABLE: table, CONFIGURED_AT: configuredAt } = environment
  return {
    ...(inboxBucket ? { inboxBucket } : {}),
    ...(wireBucket ? { wireBucket } : {}),
    ...(table ? { table } : {}),
    ...(configuredAt ? { configuredAt: Number(configuredAt) } : {}),
    queues: Object.fromEntries(access.send.map((queue) => [queue, environment[queueSetting(queue)] ?? ''])),
  }
}
