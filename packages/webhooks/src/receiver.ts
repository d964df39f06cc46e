import { isIP } from 'node:net'
import { classThatIsNotPublic } from './address-class.ts'
import { Undelivered } from './undelivered.ts'

/** Whom a webhook goes to, once its URL is one that we send to. */
export interface Receiver {
  readonly url: URL
  /** as the URL has been normalised, without the brackets of an IPv6 address */
  readonly host: string
  readonly port: number
  /** named by the newsroom for itself: any address, and http */
  readonly isAllowed: boolean
}

const MOST_CHARACTERS = 2_000
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 }

/**
 * Reads a URL by the rules for receivers; `allowed` as `allowedIn` answers it. All is decided upon the host and port that are
 * connected to, as the URL Standard normalises them. Throws `Undelivered` (`address-refused`).
 */
export function receiverIn(text: string, allowed: ReadonlySet<string>): Receiver {
  const wrong = textThatIsWrong(text)
  const url = wrong === undefined ? URL.parse(text) : null
  if (url === null) throw refused(wrong ?? 'The URL is none: its host or its port cannot be read.')
  if (url.href.length > MOST_CHARACTERS) throw refused(TOO_LONG)
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port)
  const receiver = { url, host: url.hostname.replace(/^\[|\]$/g, ''), port, isAllowed: allowed.has(`${url.hostname}:${port}`) }
  const reason = receiver.isAllowed ? undefined : whyNotPublic(receiver)
  if (reason !== undefined) throw refused(reason)
  return receiver
}

/** Throws `Undelivered` for an address that is not public, unless the receiver is allowed. */
export function assertPublic({ isAllowed }: Receiver, address: string): void {
  const found = isAllowed ? undefined : classThatIsNotPublic(address)
  if (found !== undefined) throw refused(`The host leads to ${found}, and we send to public ones alone. ${OWN}`)
}

const TOO_LONG = 'The URL is longer than 2,000 characters, as it is sent.'
const OWN = 'A receiver of the newsroom itself must be named, with its port, in the newsroom’s settings.'
const refused = (reason: string) => new Undelivered('address-refused', reason)

/** What programs read differently, or repair in silence: the words as they were given are refused. */
function textThatIsWrong(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return TOO_LONG
  if (/[\u0000-\u0020\u007f-\u00a0\\]/.test(text)) return 'The URL has a space, a line break or a backslash in it: take it out.'
  if (text.includes('#')) return 'The URL has a fragment ("#"), which no server gets to see: take it out.'
  if (!/^https?:\/\/[^/?]/i.test(text)) return 'The URL does not begin with "https://" and a host.'
  if (/^[^/]*\/\/[^/?]*@/.test(text)) return 'The URL has a user name in it ("@"): take it out, each webhook is signed instead.'
  return undefined
}

function whyNotPublic(receiver: Receiver): string | undefined {
  const { url, host, port } = receiver
  if (url.protocol !== 'https:') return `The URL does not begin with "https://". ${OWN}`
  if (port !== 443 && port < 1_024) return 'The port is neither 443 nor 1024 or above, where no other service is expected: use such a one.'
  if (isIP(host) === 0) return nameThatIsInside(host)
  assertPublic(receiver, host)
  return undefined
}

/** Names that lead somewhere within a network or a machine alone (RFC 6761, 6762, 7686 and 8375, ICANN's "internal", and habit). */
const INSIDE = /\.(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|onion)$/

function nameThatIsInside(host: string): string | undefined {
  if (host.endsWith('.')) return 'The host ends in a full stop: take it out.'
  if (!host.includes('.')) return `The host has no domain: give its whole name, such as hooks.example.com. ${OWN}`
  if (INSIDE.test(host)) return `The host is a name within a network alone. ${OWN}`
  return undefined
}
