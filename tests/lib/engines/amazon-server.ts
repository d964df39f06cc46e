/**
 * Amazon Translate on loopback: the service's wire protocol (awsJson1_1) around any translating function, so that the real
 * client, its signing, its errors and its retries are what a test exercises. It refuses what the service documents as
 * refused; it does not check the signature's value.
 * https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateText.html
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { createTerminologyStore, isRefusal, type Refusal, type TerminologyStore } from './amazon-terminologies.ts'

/** Answered instead of a translation. `cut`: the connection is closed without an answer; `hang`: none ever comes. */
export type Fault = { readonly status: number; readonly type: string; readonly message?: string } | 'cut' | 'hang'

export interface Call {
  readonly text: string
  readonly from: string
  readonly to: string
  /** as the SDK counts: `attempt=2; max=4` */
  readonly attempt: string
  /** the custom terminology that was asked for */
  readonly terminology?: string
}

export interface AmazonServerOptions {
  readonly translate: (text: string, from: string, to: string) => string | Promise<string>
  /** one per request, until used up */
  readonly faults?: readonly Fault[]
}

export interface AmazonServer extends AsyncDisposable {
  readonly endpoint: string
  /** well-formed requests, faults included */
  readonly calls: readonly Call[]
  readonly terminologies: TerminologyStore
  /** characters of the texts that were translated */
  readonly billed: () => number
}

/** The service's own list, written down apart from the engine's so that a slip in one shows. */
const LANGUAGES = new Set(
  (
    'af sq am ar hy az bn bs bg ca zh zh-TW hr cs da fa-AF nl en et fa tl fi fr fr-CA ka de el gu ht ha he hi hu is id ga it ja kn kk ko ' +
    'lv lt mk ms ml mt mr mn no ps pl pt pt-PT pa ro ru sr si sk sl so es es-MX sw sv ta te th tr uk ur uz vi cy'
  ).split(' '),
)
const TARGET = /^AWSShineFrontendService_20170701\.(TranslateText|(?:Import|Get|Delete)Terminology|ListTerminologies)$/
const SIGNED = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[\w-]+\/translate\/aws4_request, SignedHeaders=[\w;-]+, Signature=[\da-f]{64}$/

export async function startAmazonServer(options: AmazonServerOptions): Promise<AmazonServer> {
  const calls: Call[] = []
  const terminologies = createTerminologyStore()
  let billed = 0
  const faults = [...(options.faults ?? [])]
  const server = createServer(async (request, response) => {
    const refused = badRequest(request.method, request.headers)
    const body = parsed(await textOf(request))
    if (refused || !body) return answer(response, 400, refusal(refused ?? { type: 'SerializationException', message: 'not JSON' }))
    const of = terminologies.answer(TARGET.exec(String(request.headers['x-amz-target']))?.[1] ?? '', body as Record<string, unknown>)
    if (of) return isRefusal(of) ? answer(response, 400, refusal(of)) : answer(response, 200, of)
    const { Text: text = '', SourceLanguageCode: from = '', TargetLanguageCode: to = '', TerminologyNames: names = [] } = body
    const [terminology] = names
    calls.push({ text, from, to, attempt: String(request.headers['amz-sdk-request']), ...(terminology ? { terminology } : {}) })
    const fault = faults.shift()
    if (fault === 'hang') return
    if (fault === 'cut') return response.destroy()
    if (fault) return answer(response, fault.status, { __type: fault.type, message: fault.message ?? 'Rate exceeded' })
    const wrong = badInput(text, from, to)
    if (wrong) return answer(response, 400, refusal(wrong))
    // same source and target: the service gives the text back
    const hidden = terminologies.hide(text, names)
    if (isRefusal(hidden)) return answer(response, 400, refusal(hidden))
    billed += [...text].length
    const TranslatedText = from === to ? text : hidden.shown(await options.translate(hidden.text, from, to))
    answer(response, 200, { SourceLanguageCode: from, TargetLanguageCode: to, TranslatedText })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    terminologies,
    billed: () => billed,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function badRequest(method: string | undefined, headers: IncomingHttpHeaders): Refusal | undefined {
  const target = headers['x-amz-target']
  if (method !== 'POST' || !TARGET.test(String(target))) return { type: 'UnknownOperationException', message: String(target) }
  if (headers['content-type'] !== 'application/x-amz-json-1.1')
    return { type: 'SerializationException', message: String(headers['content-type']) }
  if (headers.authorization === undefined) return { type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' }
  if (!SIGNED.test(headers.authorization)) return { type: 'InvalidSignatureException', message: headers.authorization }
  return undefined
}

function badInput(text: string, from: string, to: string): Refusal | undefined {
  const bytes = Buffer.byteLength(text)
  if (bytes === 0) return { type: 'InvalidRequestException', message: 'Text must have a length of at least 1' }
  if (bytes > 10_000) return { type: 'TextSizeLimitExceededException', message: `Input text size exceeds limit: ${bytes} bytes of 10000` }
  const unknown = [from, to].find((code) => !LANGUAGES.has(code))
  if (unknown !== undefined) return { type: 'UnsupportedLanguagePairException', message: `Unsupported language pair: ${from} to ${to}` }
  return undefined
}

type Body = Readonly<Partial<Record<'Text' | 'SourceLanguageCode' | 'TargetLanguageCode', string>>> & {
  readonly TerminologyNames?: readonly string[]
}

function parsed(text: string): Body | undefined {
  try {
    return JSON.parse(text) as Body
  } catch {
    return undefined
  }
}

const refusal = ({ type, message }: Refusal) => ({ __type: `com.amazonaws.translate#${type}`, Message: message })

function answer(response: ServerResponse, status: number, body: unknown): void {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() }
  response.writeHead(status, headers).end(JSON.stringify(body))
}
