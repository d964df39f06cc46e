import { BlockList, isIPv6 } from 'node:net'
import { classThatIsNotPublic } from '@depesche/webhooks/address-class'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/**
 * What IANA's registries of special-purpose addresses say is not globally reachable, by hand, and multicast: a second opinion beside
 * the library's. https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
 */
const NOT_PUBLIC = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
]
// one for each family: a list takes IPv4 addresses for mapped IPv6 ones too
const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')
for (const range of NOT_PUBLIC) {
  const [net = '', bits] = range.split('/')
  lists[familyOf(net)].addSubnet(net, Number(bits), familyOf(net))
}
const isListed = (address: string) => lists[familyOf(address)].check(address, familyOf(address))

describe('classThatIsNotPublic()', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '93.184.215.14',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
  ])('takes %s', (address) => {
    expect(classThatIsNotPublic(address)).toBeUndefined()
  })
  test.each([
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '169.253.255.255',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00::1',
  ])('takes %s', (address) => {
    expect(classThatIsNotPublic(address)).toBeUndefined()
  })

  test('takes nothing that a list made by hand says is not public', () => {
    const both = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom(...NOT_PUBLIC).chain(near))
    fc.assert(
      fc.property(both, (address) => {
        if (isListed(address)) expect(classThatIsNotPublic(address)).toMatch(/^(?:an?|the) /)
      }),
      { numRuns: 2_000 },
    )
  })

  test('refuses little beside that list', () => {
    const public4 = fc
      .ipV4()
      .filter((address) => !isListed(address) && !/^192\.(?:175\.48|31\.196|52\.193)\.|^168\.63\.129\.16$/.test(address))
    fc.assert(fc.property(public4, (address) => classThatIsNotPublic(address) === undefined))
  })

  test.each(['', 'localhost', '127.1', '0177.0.0.1', '8.8.8', ' 8.8.8.8', '8.8.8.8:443', '[2606:4700::1111]', '2606:4700::1111%1'])(
    'refuses %j',
    (text) => {
      expect(classThatIsNotPublic(text)).toBeDefined()
    },
  )
})

/** Addresses that begin as a range does. */
function near(range: string): fc.Arbitrary<string> {
  const [net = ''] = range.split('/')
  if (isIPv6(net)) return fc.integer({ min: 0, max: 0xffff }).map((last) => `${net}${last.toString(16)}`)
  return fc.integer({ min: 0, max: 255 }).map((last) => net.replace(/\d+$/, String(last)))
}
