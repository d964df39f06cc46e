import type { DeliveryFault } from '@depesche/pipeline/sender'

/** No answer came, or nothing was sent. The message is a sentence for people: no secret, no address, nothing that the other side said. */
export class Undelivered extends Error {
  readonly fault: DeliveryFault

  constructor(fault: DeliveryFault, reason: string) {
    super(reason)
    this.name = 'Undelivered'
    this.fault = fault
  }
}

/** What is thrown by sockets, TLS and the HTTP parser, as a sentence of ours: theirs hold addresses, and what the other side sent. */
export function undeliveredBy(thrown: unknown): Undelivered {
  if (thrown instanceof Undelivered) return thrown
  const code = codeOf(thrown)
  const [, reason] = SENTENCES.find(([pattern]) => pattern.test(code)) ?? []
  return new Undelivered('unreachable', reason ?? 'The server could not be reached: see that it runs, and that its firewall lets us in.')
}

/** The code of an error of Node's; `''`: it has none. */
export function codeOf(thrown: unknown): string {
  const code = (thrown as { readonly code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : ''
}

const SENTENCES: readonly (readonly [code: RegExp, reason: string])[] = [
  [/^ECONNREFUSED$/, 'Nothing listens there: start the server, or mend the port in the URL.'],
  [/^(?:ECONNRESET|EPIPE|ERR_STREAM_.*)$/, 'The server cut the connection off before it had answered.'],
  [/^HPE_HEADER_OVERFLOW$/, 'The head of the answer is larger than 16 KB: let the server answer with a status and little else.'],
  [/^HPE_/, 'What answers there does not speak HTTP: mend the port in the URL, or the server.'],
  [
    /^(?:ERR_SSL_|ERR_TLS_|EPROTO)/,
    'No TLS could be agreed upon: see that the server speaks TLS 1.2 or newer on that port, and asks for no certificate of ours.',
  ],
]
