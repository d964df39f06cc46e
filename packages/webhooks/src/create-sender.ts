import { X509Certificate } from 'node:crypto'
import { connect as dialTcp, isIP } from 'node:net'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { type Delivered, SEND_SECONDS, type Sender } from '@depesche/pipeline/sender'
import { addressesOf } from './addresses.ts'
import { createAgents } from './agents.ts'
import { allowedIn } from './allowed.ts'
import type { Message } from './answer-to.ts'
import type { Dial } from './connect.ts'
import { createDeadlines } from './deadline.ts'
import { exchange } from './exchange.ts'
import { houseNames, publicNames, type Resolve } from './names.ts'
import { createPlaces } from './places.ts'
import { receiverIn } from './receiver.ts'
import { retryAfterIn } from './retry-after.ts'
import { signedHeaders } from './signed-headers.ts'
import { undeliveredBy } from './undelivered.ts'

export interface SenderOptions {
  /** receivers of the newsroom's own, as exact `host:port`: private addresses, http and any port are for them alone */
  readonly allow?: readonly string[]
  /** default: the DNS; for the names in `allow`, whatever the system asks */
  readonly resolve?: Resolve
  /** epoch milliseconds; default the machine's clock */
  readonly clock?: () => number
  /** PEM of authorities that are trusted besides the machine's */
  readonly ca?: string
  /** from the beginning of a send to its answer's head; default `SEND_SECONDS` */
  readonly seconds?: number
  /** default `connect` of node:net; for tests of what is done with a connection that leads elsewhere */
  readonly dial?: Dial
}

const CONNECTIONS_PER_HOST = 8

/**
 * The `Sender` that reaches the network, with `node:https` (docs/adr/0005). Throws for an `allow` or `ca` that is none. `send` throws
 * for an id or a secret that is none, and for nothing else. Disposed of, it closes its connections and gives up what runs.
 */
export function createSender(options: SenderOptions = {}): Sender & AsyncDisposable {
  const { clock = Date.now, seconds = SEND_SECONDS, dial = dialTcp } = options
  const allowed = allowedIn(options.allow ?? [])
  const names = publicNames()
  const resolveFor = ({ isAllowed }: { readonly isAllowed: boolean }) => options.resolve ?? (isAllowed ? houseNames : names.resolve)
  const agents = createAgents({ dial, resolve: resolveFor, context: contextWith(options.ca) })
  const deadlines = createDeadlines(seconds)
  const places = createPlaces(CONNECTIONS_PER_HOST)
  const answered = async (url: string, message: Message): Promise<Delivered> => {
    const receiver = receiverIn(url, allowed)
    const { statusCode = 0, headers } = await deadlines.within((deadline) =>
      places(receiver.url.host, deadline.signal, () => exchange({ receiver, message, deadline, agents })),
    )
    const retryAfter = retryAfterIn(headers['retry-after'], clock())
    return { kind: 'answered', status: statusCode, ...(retryAfter === undefined ? {} : { retryAfter }) }
  }
  const look = async (url: string): Promise<void> => {
    const receiver = receiverIn(url, allowed)
    if (isIP(receiver.host) !== 0) return
    await deadlines.within(({ waitFor }) => {
      waitFor('connection')
      return addressesOf(receiver, resolveFor(receiver))
    })
  }
  return {
    send: async (delivery) => {
      const message = { headers: signedHeaders(delivery, clock()), body: Buffer.from(delivery.body) }
      return answered(delivery.url, message).catch(failedBy)
    },
    refuses: (url) =>
      look(url).then(
        () => undefined,
        (thrown: unknown) => undeliveredBy(thrown).message,
      ),
    [Symbol.asyncDispose]: async () => {
      for (const each of [deadlines, agents, names]) each[Symbol.dispose]()
    },
  }
}

function failedBy(thrown: unknown): Delivered {
  const { fault, message } = undeliveredBy(thrown)
  return { kind: 'failed', fault, reason: message }
}

/** Made once: the certificates of the machine are many. Throws for a `ca` that is no certificate, which TLS would pass over. */
function contextWith(ca: string | undefined): SecureContext {
  if (ca === undefined) return createSecureContext()
  new X509Certificate(ca) // throws
  return createSecureContext({ ca: [...getCACertificates('default'), ca] })
}
