import type { TranslateClient } from '@aws-sdk/client-translate'

export interface AmazonSettings {
  /** where the service runs: `eu-central-1` */
  readonly region: string
  /** another address of the service: a VPC endpoint, or a stand-in on loopback */
  readonly endpoint?: string
  /** tries per request, the first included; default 4, with the SDK's full-jitter backoff between them */
  readonly attempts?: number
  /** time for one try; default 15 s */
  readonly timeoutMs?: number
  /** the custom terminology of a direction (our tags); `undefined`: none is meant for it */
  readonly terminology?: (from: string, to: string) => Terms | undefined
  /** milliseconds; by default the machine's */
  readonly clock?: () => number
}

/** A custom terminology, as far as the engine must know it. */
export interface Terms {
  readonly name: string
  /** these very words become that by it */
  readonly has: (text: string, wish: string) => boolean
}

/** Translates one text of at most 10,000 bytes; codes are the service's. Throws what the SDK throws. */
export type TranslateText = (text: string, from: string, to: string, signal: AbortSignal, terminology?: string) => Promise<string>

export interface AmazonClient {
  readonly translateText: TranslateText
  readonly close: () => void
}

/** The real client. Loading the SDK takes a moment, so this is called on the first text. */
export async function createAmazonClient(settings: AmazonSettings): Promise<AmazonClient> {
  const { TranslateClient, TranslateTextCommand } = await import('@aws-sdk/client-translate')
  const client: TranslateClient = new TranslateClient({
    region: settings.region,
    maxAttempts: settings.attempts ?? 4,
    ...endpoint(settings.endpoint),
    // by default the SDK waits for ever, and with a timeout alone it only warns
    requestHandler: { connectionTimeout: 2_000, requestTimeout: settings.timeoutMs ?? 15_000, throwOnRequestTimeout: true },
  })
  return {
    translateText: async (text, from, to, abortSignal, terminology) => {
      const names = terminology === undefined ? {} : { TerminologyNames: [terminology] }
      const command = new TranslateTextCommand({ Text: text, SourceLanguageCode: from, TargetLanguageCode: to, ...names })
      const { TranslatedText } = await client.send(command, { abortSignal })
      if (TranslatedText === undefined) throw new Error('the service answered without a text')
      return TranslatedText
    },
    close: () => client.destroy(),
  }
}

/** On loopback any credentials will do, and none are looked for. */
export function endpoint(address: string | undefined) {
  if (address === undefined) return {}
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)
  return { endpoint: address, ...(loopback && { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }) }
}
