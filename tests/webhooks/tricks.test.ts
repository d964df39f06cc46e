import { connect } from 'node:net'
import { createSender } from '@depesche/webhooks/create-sender'
import type { Resolve } from '@depesche/webhooks/names'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Canary, openCanary } from './canary.ts'
import { delivery } from './delivery.ts'
import { TRUSTED } from './receivers.ts'
import { TRICKS, type Trick } from './tricks.ts'

let canary: Canary
let guarded: ReturnType<typeof createSender>
/** As it is in a newsroom: connections go wherever the system takes them. */
let plain: ReturnType<typeof createSender>
let asked = 0
let current: Trick

const resolve: Resolve = async () => {
  const { resolves, later } = current
  if (resolves === undefined) throw new Error(`the name of ${current.url} was looked up`)
  const found = asked++ > 0 ? (later ?? resolves) : resolves
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}
const urlOf = ({ url }: Trick) => url.replaceAll('{port}', String(canary.port))

beforeAll(async () => {
  canary = await openCanary()
  const options = { resolve, ca: TRUSTED.cert, seconds: 2 }
  guarded = createSender({ ...options, dial: canary.dial })
  plain = createSender(options)
})
afterAll(async () => {
  for (const each of [guarded, plain, canary]) await each?.[Symbol.asyncDispose]()
})
beforeEach(() => {
  asked = 0
})

const cases = TRICKS.map((trick) => [`${trick.class}: ${shown(trick)}`, trick] as const)
function shown({ url, resolves, later }: Trick): string {
  const leads = resolves ? ` → ${resolves.join(', ')}${later ? `, then ${later.join(', ')}` : ''}` : ''
  return `${JSON.stringify(url.length > 100 ? `${url.slice(0, 40)}… (${url.length})` : url)}${leads}`
}

describe('createSender()', () => {
  test.each(cases)('refuses %s', async (_, trick) => {
    current = trick
    const reason = await guarded.refuses(urlOf(trick))
    if (trick.later) expect(reason).toBeUndefined()
    else expect(reason).toMatch(/^The [\s\S]*\.$/)

    const delivered = await guarded.send({ ...delivery, url: urlOf(trick) })
    expect(delivered).toEqual({ kind: 'failed', fault: 'address-refused', reason: reason ?? expect.stringMatching(/^The /) })
    expect(JSON.stringify([reason, delivered])).not.toMatch(/127\.|169\.254|::1|10\.0|secret|whsec/)
    expect(await canary.sung()).toBe(0)

    if (trick.reaches) {
      expect((await plain.send({ ...delivery, url: urlOf(trick) })).kind).toBe('failed')
      expect(await canary.sung()).toBe(0)
    }
  })

  // each of them would be connected to but for the guard: the same URL, allowed, through the same senders
  test.each(cases.filter(([, { form, url }]) => !form && URL.canParse(url.replaceAll('{port}', '1'))))(
    'connects, where it is allowed, for %s',
    async (_, trick) => {
      current = trick
      const { protocol, hostname, port } = new URL(urlOf(trick))
      const pair = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
      await using allowing = createSender({
        resolve: async () => [{ address: '127.0.0.1', family: 4 }],
        allow: [pair],
        ca: TRUSTED.cert,
        dial: canary.dial,
      })
      await allowing.send({ ...delivery, url: urlOf(trick) })
      expect(await canary.sung()).toBe(1)
    },
  )

  test.runIf(process.platform === 'linux').each(cases.filter(([, { reaches }]) => reaches))(
    'is tried where it matters: the system itself leads to the canary for %s',
    async (_, trick) => {
      const host = trick.resolves?.[0] ?? new URL(urlOf(trick)).hostname.replace(/^\[|\]$/g, '')
      if (host.includes(':') && canary.hosts.length === 1) return // a machine without IPv6
      const socket = connect(canary.port, host)
      await new Promise((done) => socket.once('connect', done).once('error', done))
      socket.destroy()
      expect(await canary.sung()).toBe(1)
    },
  )

  test('delivers with the very same harness to receivers that are allowed', async () => {
    for (const host of canary.hosts)
      for (const more of [{ dial: canary.dial }, {}]) {
        await using allowing = createSender({ resolve, allow: [`${host}:${canary.port}`], ca: TRUSTED.cert, ...more })
        const url = `https://${host}:${canary.port}/hook`
        expect(await allowing.refuses(url)).toBeUndefined()
        expect(await allowing.send({ ...delivery, url })).toEqual({ kind: 'answered', status: 200 })
        expect(await canary.sung()).toBe(1)
      }
  })

  test('is tried with at least twelve classes and sixty tricks, none of them twice', () => {
    const classes = Map.groupBy(TRICKS, (trick) => trick.class)
    const counts = [...classes].map(([name, tricks]) => `${String(tricks.length).padStart(4)}  ${name}`)
    console.log(`${TRICKS.length} tricks in ${classes.size} classes, all refused\n${counts.join('\n')}`)
    expect(classes.size).toBeGreaterThanOrEqual(12)
    expect(TRICKS.length).toBeGreaterThanOrEqual(60)
    expect(new Set(TRICKS.map((trick) => JSON.stringify([trick.url, trick.resolves, trick.later]))).size).toBe(TRICKS.length)
  })
})
