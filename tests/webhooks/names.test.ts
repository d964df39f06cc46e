import { addressesOf } from '@depesche/webhooks/addresses'
import { houseNames, publicNames } from '@depesche/webhooks/names'
import { type Receiver, receiverIn } from '@depesche/webhooks/receiver'
import { Undelivered } from '@depesche/webhooks/undelivered'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Known, nameServer } from './name-server.ts'

const IPV6 = '2606:4700:0000:0000:0000:0000:0000:1111'

async function namesOf(known: Readonly<Record<string, Known>>) {
  const server = await nameServer(known)
  const names = publicNames([server.address])
  onTestFinished(() => names[Symbol.dispose]())
  return { ...names, asked: server.asked }
}
const receiverAt = (host: string): Receiver => receiverIn(`https://${host}/`, new Set())
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof Undelivered ? thrown.fault : thrown),
  )

describe('publicNames()', () => {
  test('answers all addresses of both families, from the DNS', async () => {
    const { resolve } = await namesOf({ 'a.example': ['93.184.215.14', '1.1.1.1', IPV6], 'b.example': [IPV6] })
    expect(await resolve('a.example', { all: true })).toEqual([
      { address: '93.184.215.14', family: 4 },
      { address: '1.1.1.1', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ])
    expect(await resolve('b.example', { all: true })).toEqual([{ address: '2606:4700::1111', family: 6 }])
  })

  test('does not read the hosts file, and adds no domain of the machine to a name', async () => {
    const { resolve, asked } = await namesOf({})
    await expect(resolve('localhost.example', { all: true })).rejects.toThrow()
    expect(new Set(asked)).toEqual(new Set(['localhost.example']))
  })

  test('keeps nobody from being found while other name servers are silent', async () => {
    const silent = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`silent-${index}.example`, 'silent' as const]))
    const { resolve, asked, ...names } = await namesOf({ ...silent, 'a.example': ['93.184.215.14'] })
    const waiting = Object.keys(silent).map((name) => faultOf(addressesOf(receiverAt(name), resolve)))
    await expect.poll(() => asked.length).toBe(40)
    const began = performance.now()
    expect(await resolve('a.example', { all: true })).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(200)
    names[Symbol.dispose]()
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['unreachable']))
  })
})

describe('addressesOf()', () => {
  test.each([
    ['gone.example', 'nxdomain', 'name-unknown'],
    ['empty.example', [], 'name-unknown'],
    ['broken.example', 'servfail', 'unreachable'],
    ['inside.example', ['10.0.0.1'], 'address-refused'],
    ['mixed.example', ['93.184.215.14', '0000:0000:0000:0000:0000:0000:0000:0001'], 'address-refused'],
    ['good.example', ['93.184.215.14'], 'none'],
  ] as const)('of %s (%j) ends with %s', async (host, known, fault) => {
    const { resolve } = await namesOf({ [host]: known })
    expect(await faultOf(addressesOf(receiverAt(host), resolve))).toBe(fault)
  })

  test('takes a private address where the newsroom has named the receiver, and its own names from the system', async () => {
    const own = receiverIn('https://localhost:8443/', new Set(['localhost:8443']))
    expect((await addressesOf(own, houseNames)).map(({ address }) => address)).toContain('127.0.0.1')
    expect(await faultOf(addressesOf({ ...own, isAllowed: false }, houseNames))).toBe('address-refused')
  })
})
