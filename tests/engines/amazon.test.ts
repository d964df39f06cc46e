import { plain } from '@depesche/article/model'
import { createAmazon } from '@depesche/engines/amazon'
import { amazonCode, amazonLanguages } from '@depesche/engines/amazon/languages'
import { EngineError } from '@depesche/translation/engine'
import { describe, expect, test } from 'vitest'
import { type AmazonServer, type AmazonServerOptions, type Fault, startAmazonServer } from '../lib/engines/amazon-server.ts'
import { engineContract } from './contract.ts'

const region = 'eu-central-1'
/** Turns words about, as a translation would, and leaves tags and entities alone. */
const shout = (html: string) => html.replaceAll(/<[^>]*>|&\w+;|\p{L}+/gu, (part) => (/^[<&]/.test(part) ? part : part.toUpperCase()))

async function up(faults: readonly Fault[] = [], options: Partial<AmazonServerOptions> = {}) {
  const server = await startAmazonServer({ translate: shout, faults, ...options })
  const engine = (more = {}) => createAmazon({ region, endpoint: server.endpoint, ...more })
  return { server, engine, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

const hello = { from: 'en', to: 'de', segments: [[{ text: 'Hello' }]] } as const
const failed = (job: Promise<unknown>) => job.catch((thrown: unknown) => thrown)

let shared: AmazonServer | undefined
engineContract('amazon', {
  create: async () => {
    shared ??= await startAmazonServer({ translate: shout })
    return createAmazon({ region, endpoint: shared.endpoint })
  },
  from: 'de',
  to: 'fr',
  impossible: ['rm', 'de'],
  words: 'Der See stieg',
  leftOver: () => [],
})

describe('amazon', () => {
  test('sends one signed TranslateText for each segment that has words, markup as tags', async () => {
    await using world = await up()
    const segments = [
      [{ text: 'Kim ' }, { text: 'wrote', marks: [{ kind: 'strong' }] }, { text: ' 3,5 % & more ' }],
      [{ text: '12' }],
      [{ text: 'Bern' }],
    ] as const
    const translated = await world.engine().translate({ from: 'en', to: 'de-CH', segments })
    expect(world.server.calls.map(({ text, from, to }) => [text, from, to])).toEqual([
      ['Kim <span id="1">wrote</span> 3,5 % &amp; more', 'en', 'de'],
      ['Bern', 'en', 'de'],
    ])
    expect(translated[0]?.spans).toEqual([{ text: 'KIM ' }, { text: 'WROTE', marks: [{ kind: 'strong' }] }, { text: ' 3,5 % & MORE ' }])
  })

  test('keeps the text and says so when the service loses a tag', async () => {
    await using world = await up([], { translate: (html) => html.replaceAll(/<[^>]*>/g, '') })
    const link = { kind: 'link', href: 'https://x.example/' } as const
    const [translated] = await world.engine().translate({ ...hello, segments: [[{ text: 'See ' }, { text: 'here', marks: [link] }]] })
    expect(translated?.spans).toEqual([{ text: 'See here', marks: [link] }])
    expect(translated?.notes).toEqual([expect.objectContaining({ rule: 'markup-widened', level: 'check' })])
  })

  test('runs at most four requests at once, over all jobs', async () => {
    let running = 0
    let most = 0
    const translate = async (text: string) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      return text
    }
    await using world = await up([], { translate })
    const engine = world.engine()
    await Promise.all([1, 2, 3].map(() => engine.translate({ ...hello, segments: Array(10).fill([{ text: 'Hello' }]) })))
    expect(most).toBe(4)
    expect(world.server.calls).toHaveLength(30)
  })

  test('cuts a segment of more than 10,000 bytes at ends of sentences and joins it again', async () => {
    await using world = await up()
    const text = Array.from({ length: 400 }, (_, i) => `Über Zürich ging ein Gewitter nieder, Nummer ${i + 1000}.`).join(' ')
    const marked = [{ text, marks: [{ kind: 'emphasis' }] }, { text: ' Ende.' }] as const
    const [translated] = await world.engine().translate({ from: 'de', to: 'fr', segments: [marked] })
    expect(plain(translated!.spans)).toBe(shout(plain(marked)))
    expect(
      translated?.spans
        .filter(({ marks }) => marks)
        .map((span) => span.text)
        .join(''),
    ).toBe(shout(text))
    expect(world.server.calls.length).toBeGreaterThan(2)
    expect(world.server.calls.every((call) => Buffer.byteLength(call.text) <= 10_000)).toBe(true)
  })

  test('refuses a single sentence that is too long, without asking', async () => {
    await using world = await up()
    const engine = world.engine()
    const long = engine.translate({ ...hello, segments: [[{ text: 'ü'.repeat(5_001) }]] })
    await expect(long).rejects.toMatchObject({ failure: 'too-long', retry: false })
    expect(world.server.calls).toEqual([])
    await engine.translate({ ...hello, segments: [[{ text: 'ü'.repeat(5_000) }]] })
  })

  for (const fault of [
    { status: 400, type: 'ThrottlingException' },
    { status: 400, type: 'TooManyRequestsException' },
    { status: 500, type: 'InternalServerException' },
    { status: 503, type: 'ServiceUnavailableException' },
    'cut',
  ] as const)
    test(`tries again after ${typeof fault === 'string' ? 'a cut connection' : fault.type}`, async () => {
      await using world = await up([fault])
      expect(plain((await world.engine().translate(hello))[0]!.spans)).toBe('HELLO')
      expect(world.server.calls.map((call) => call.attempt)).toEqual(['attempt=1; max=4', 'attempt=2; max=4'].slice(0, 2))
    })

  test('tries again when no answer comes', async () => {
    await using world = await up(['hang'])
    expect(plain((await world.engine({ timeoutMs: 200 }).translate(hello))[0]!.spans)).toBe('HELLO')
    expect(world.server.calls).toHaveLength(2)
  })

  for (const [type, failure, retry] of [
    ['ThrottlingException', 'busy', true],
    ['InternalServerException', 'down', true],
    ['SomethingNewException', 'down', true],
    ['UnsupportedLanguagePairException', 'direction', false],
    ['InvalidRequestException', 'refused', false],
    ['TextSizeLimitExceededException', 'too-long', false],
    ['AccessDeniedException', 'denied', false],
    ['UnrecognizedClientException', 'denied', false],
    ['ExpiredTokenException', 'denied', true],
  ] as const)
    test(`says "${failure}" for ${type} to the end`, async () => {
      await using world = await up(Array<Fault>(8).fill({ status: 400, type }))
      const thrown = await failed(world.engine({ attempts: 2 }).translate(hello))
      expect(thrown).toBeInstanceOf(EngineError)
      expect(thrown).toMatchObject({ failure, retry, message: expect.stringContaining(type) })
    })

  test('says "down" when nothing listens', async () => {
    const engine = createAmazon({ region, endpoint: 'http://127.0.0.1:1', attempts: 1 })
    await expect(engine.translate(hello)).rejects.toMatchObject({ failure: 'down', retry: true })
  })

  test('ends the other segments of a job when one fails', async () => {
    await using world = await up([{ status: 400, type: 'AccessDeniedException' }])
    await expect(world.engine().translate({ ...hello, segments: Array(50).fill([{ text: 'Hello' }]) })).rejects.toMatchObject({
      failure: 'denied',
    })
    expect(world.server.calls.length).toBeLessThan(50)
  })

  test('knows the 75 documented codes, and falls back from Swiss variants', () => {
    expect(amazonLanguages.size).toBe(75)
    const tags = ['de-CH', 'fr-CH', 'it-CH', 'fr-CA', 'pt-PT', 'pt-BR', 'es-MX', 'nb', 'rm', 'gsw']
    expect(tags.map(amazonCode)).toEqual(['de', 'fr', 'it', 'fr-CA', 'pt-PT', 'pt', 'es-MX', 'no', undefined, undefined])
  })

  test('offers "readable", and nothing within one language', () => {
    const engine = createAmazon({ region })
    expect(engine.offer('de', 'fr-CH')).toEqual({ grade: 'readable', route: 'de-fr' })
    expect([engine.offer('de', 'de-CH'), engine.offer('pt', 'pt-PT'), engine.offer('de', 'rm')]).toEqual([undefined, undefined, undefined])
  })
})

describe('the stand-in for Amazon Translate refuses what the service documents as refused:', () => {
  const post = async (headers: Record<string, string>, body: unknown) => {
    await using server = await startAmazonServer({ translate: shout })
    const signed = `AWS4-HMAC-SHA256 Credential=AKID/20260101/${region}/translate/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`
    const all = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSShineFrontendService_20170701.TranslateText',
      authorization: signed,
      ...headers,
    }
    const response = await fetch(server.endpoint, { method: 'POST', headers: all, body: JSON.stringify(body) })
    return `${response.status} ${((await response.json()) as { __type?: string }).__type ?? 'fine'}`.replace('com.amazonaws.translate#', '')
  }
  const body = { Text: 'Hello', SourceLanguageCode: 'en', TargetLanguageCode: 'de' }
  for (const [what, headers, sent, expected] of [
    ['nothing of a good request', {}, body, '200 fine'],
    ['another operation', { 'x-amz-target': 'AWSShineFrontendService_20170701.Translate' }, body, '400 UnknownOperationException'],
    ['a bad signature header', { authorization: 'Bearer x' }, body, '400 InvalidSignatureException'],
    [
      'a signature for another service',
      { authorization: 'AWS4-HMAC-SHA256 Credential=A/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0' },
      body,
      '400 InvalidSignatureException',
    ],
    ['another content type', { 'content-type': 'application/json' }, body, '400 SerializationException'],
    ['an empty text', {}, { ...body, Text: '' }, '400 InvalidRequestException'],
    ['10,001 bytes', {}, { ...body, Text: 'x'.repeat(10_001) }, '400 TextSizeLimitExceededException'],
    ['a language it does not have', {}, { ...body, TargetLanguageCode: 'rm' }, '400 UnsupportedLanguagePairException'],
  ] as const)
    test(what, async () => expect(await post(headers, sent)).toBe(expected))
})
