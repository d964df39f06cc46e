import { type AmazonSettings, endpoint } from './client.ts'
import { amazonFailure } from './failure.ts'
import type { Terminology } from './terminology.ts'

/** So many an account may have in a region: docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
export const MAX_TERMINOLOGIES = 100

/** The custom terminologies of an account in a region. Every call throws `EngineError` with the service's own words. */
export interface Terminologies {
  /** names of all there are, ours and others' */
  readonly names: () => Promise<readonly string[]>
  /** what stood under that name before is replaced */
  readonly put: (terminology: Terminology) => Promise<void>
  readonly remove: (name: string) => Promise<void>
  readonly close: () => void
}

/** Asks the service with the account's usual credentials: translate:ListTerminologies, ImportTerminology and DeleteTerminology. */
export async function openTerminologies(settings: AmazonSettings): Promise<Terminologies> {
  const { DeleteTerminologyCommand, ImportTerminologyCommand, TranslateClient, paginateListTerminologies } = await import(
    '@aws-sdk/client-translate'
  )
  const client = new TranslateClient({
    region: settings.region,
    // five imports a second are allowed: what is more is tried again
    maxAttempts: settings.attempts ?? 6,
    ...endpoint(settings.endpoint),
    requestHandler: { connectionTimeout: 2_000, requestTimeout: settings.timeoutMs ?? 30_000, throwOnRequestTimeout: true },
  })
  return {
    names: () =>
      told('its terminologies', async () => {
        const names: string[] = []
        for await (const { TerminologyPropertiesList = [] } of paginateListTerminologies({ client, pageSize: 500 }, {}))
          names.push(...TerminologyPropertiesList.flatMap(({ Name }) => Name ?? []))
        return names
      }),
    put: ({ name, csv }) =>
      told(name, async () => {
        const TerminologyData = { File: new TextEncoder().encode(csv), Format: 'CSV', Directionality: 'UNI' } as const
        await client.send(new ImportTerminologyCommand({ Name: name, MergeStrategy: 'OVERWRITE', TerminologyData }))
      }),
    remove: (name) => told(name, async () => void (await client.send(new DeleteTerminologyCommand({ Name: name })))),
    close: () => client.destroy(),
  }
}

async function told<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw amazonFailure(error, what, 0)
  }
}
