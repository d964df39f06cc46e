import type { Delivered } from '@depesche/pipeline/sender'
import { createSender } from '@depesche/webhooks/create-sender'
import { describe, expect, onTestFinished, test } from 'vitest'
import { delivery } from './delivery.ts'
import { HOSTILE_ANSWERS, type HostileAnswer } from './hostile-answers.ts'
import { plainReceiver, type Receiver, rawReceiver, TRUSTED } from './receivers.ts'

const SECONDS = 0.25

function senderTo(...receivers: readonly Receiver[]) {
  const sender = createSender({ allow: receivers.map(({ pair }) => pair), ca: TRUSTED.cert, seconds: SECONDS })
  onTestFinished(() => sender[Symbol.asyncDispose]())
  return sender
}
const outcomeOf = (delivered: Delivered) => (delivered.kind === 'answered' ? delivered.status : delivered.fault)
/** Larger than what the buffers of a connection hold. */
const body = JSON.stringify({ text: 'x'.repeat(8_000_000) })

describe('send() to a receiver that is hostile or broken', () => {
  test.each(HOSTILE_ANSWERS.map((each) => [`${each.class}: ${each.name}`, each] as const))(
    'ends in time, says no more than needed and leaves nothing behind: %s',
    async (_, hostile: HostileAnswer) => {
      const [partner, other] = [await rawReceiver(hostile.serve), await plainReceiver()]
      const sender = senderTo(partner, other)
      const url = `${hostile.over === 'tls' ? 'https' : 'http'}://${partner.pair}/`
      const began = performance.now()
      const delivered = await sender.send({ ...delivery, url, ...(hostile.name === 'reads nothing' ? { body } : {}) })
      const milliseconds = performance.now() - began

      expect(outcomeOf(delivered)).toBe(hostile.outcome)
      if (hostile.outcome === 'too-slow') expect(milliseconds).toBeGreaterThan(SECONDS * 1000 - 20)
      expect(milliseconds).toBeLessThan(SECONDS * 1000 + 1_000)
      expect(JSON.stringify(delivered)).not.toMatch(/SECRET|whsec|xxx|hello|127\.0|SSH|ESMTP|ERR/)
      if (delivered.kind === 'failed') expect(delivered.reason).toMatch(/^[A-Z][\s\S]+\.$/)
      expect(partner.said()).toBeLessThan(20_000_000)

      expect(outcomeOf(await sender.send({ ...delivery, url: `http://${other.pair}/` }))).toBe(200)
      if (typeof hostile.outcome === 'number') await sender[Symbol.asyncDispose]() // its connection may have been kept
      await expect.poll(() => partner.open()).toBe(0)
    },
  )

  test('is not answered by what came for the request before', async () => {
    let requests = 0
    const early = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'
    const partner = await rawReceiver((socket) => {
      socket.on('data', () => {
        requests++
        socket.write(requests === 1 ? early : early.replace('200 OK', '503 Later'))
        if (requests === 1) setTimeout(() => socket.write(early), 20)
      })
    })
    const sender = senderTo(partner)
    const send = () => sender.send({ ...delivery, url: `http://${partner.pair}/` })
    expect(outcomeOf(await send())).toBe(200)
    await expect.poll(() => partner.open()).toBe(0)
    expect(outcomeOf(await send())).toBe(503)
  })

  test('takes the answer that comes after informational ones', async () => {
    const partner = await plainReceiver((_, response) => {
      response.writeContinue()
      response.writeEarlyHints({ link: '</a>; rel=preload' })
      response.writeProcessing()
      response.writeHead(202).end()
    })
    expect(await senderTo(partner).send({ ...delivery, url: `http://${partner.pair}/` })).toEqual({ kind: 'answered', status: 202 })
  })

  test('is tried in at least five ways of being slow, huge, no HTTP, cut off or lying', () => {
    const classes = Map.groupBy(HOSTILE_ANSWERS, (each) => each.class)
    console.log(`${HOSTILE_ANSWERS.length} hostile answers: ${[...classes].map(([name, all]) => `${all.length} ${name}`).join(', ')}`)
    for (const name of ['slow', 'huge', 'not HTTP', 'cut off', 'lies']) expect(classes.get(name)?.length).toBeGreaterThanOrEqual(5)
  })
})
