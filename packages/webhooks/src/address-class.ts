import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Azure's own service at a public address that only its machines reach, which no registry of addresses knows. */
const OF_A_CLOUD = '168.63.129.16'
const PUBLIC_IPV6 = ipaddr.IPv6.parse('2000::')

/** What people call the classes; the others are `OTHER`. */
const CLASSES: Readonly<Record<string, string>> = {
  unspecified: 'an unspecified address',
  loopback: 'a loopback address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  deprecatedSiteLocal: 'a private address',
  linkLocal: 'a link-local address',
  carrierGradeNat: "an address behind a carrier's NAT",
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
  ipv4Mapped: 'an IPv4 address within an IPv6 address',
  rfc6145: 'an IPv4 address within an IPv6 address',
  rfc6052: 'an IPv4 address within an IPv6 address',
  '6to4': 'an IPv4 address within an IPv6 address',
  teredo: 'an IPv4 address within an IPv6 address',
}
const OTHER = 'a reserved address'

/**
 * Why an IP address is not public: its class, never the address. `undefined`: it is. By the special-purpose registries of IANA
 * (RFC 6890) as ipaddr.js has them; besides, an IPv6 address must be of what is handed out at all, 2000::/3 (RFC 4291 section 2.4),
 * and one that holds an IPv4 address is refused whatever that is.
 */
export function classThatIsNotPublic(address: string): string | undefined {
  // strictly: the library reads 0177.1 and 127.1 too, and what is no address is none that we connect to
  if (isIP(address) === 0) return OTHER
  if (address.includes('%')) return 'an address of one network alone'
  const parsed = ipaddr.parse(address)
  const range: string = parsed.range()
  if (range !== 'unicast') return CLASSES[range] ?? OTHER
  const isPublic = parsed.kind() === 'ipv6' ? parsed.match(PUBLIC_IPV6, 3) : address !== OF_A_CLOUD
  return isPublic ? undefined : OTHER
}
