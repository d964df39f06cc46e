import { openStore } from '@depesche/local/node'
import { MAX_DELIVERIES } from '@depesche/local/queue'
import { startWorker, type Worker, type Working } from '@depesche/local/worker'
import type { Message } from '@depesche/pipeline/ports'
import { expect, onTestFinished, test } from 'vitest'

const translate = (language: string, id: string): Message => ({
  station: 'translate',
  cause: `${id}-${language}`,
  id,
  version: 1,
  language,
})

interface Bench {
  readonly queue: ReturnType<typeof openStore>['ports']['queue']
  readonly errors: string[]
  readonly start: (perform: Working['perform'], more?: Partial<Working>) => Worker
  readonly wait: (ms: number) => void
}

function bench(): Bench {
  let now = 1_000_000
  const store = openStore(undefined, () => now)
  const errors: string[] = []
  return {
    queue: store.ports.queue,
    errors,
    wait: (ms) => {
      now += ms
    },
    start: (perform, more) => {
      const worker = startWorker({
        queue: store.ports.queue,
        perform,
        tick: async () => {},
        clock: () => now,
        onError: (message, error, dead) =>
          errors.push(`${message.id}: ${error instanceof Error ? error.message : error}${dead ? ' (dead)' : ''}`),
        ...more,
      })
      onTestFinished(() => worker.stop())
      return worker
    },
  }
}

test('a language that hangs holds up no other, and no more than its share is in hand', async () => {
  const { queue, start } = bench()
  let free = () => {}
  const hanging = new Promise<void>((resolve) => {
    free = resolve
  })
  const done: string[] = []
  let inHand = 0
  for (let n = 0; n < 20; n++) await queue.send(translate('fr', `slow-${n}`))
  let others = () => {}
  const allOthers = new Promise<void>((resolve) => {
    others = resolve
  })
  start(
    async ({ language, id = '' }) => {
      if (language === 'fr') {
        inHand++
        return hanging
      }
      done.push(id)
      if (done.length === 10) others()
    },
    { perLane: 3 },
  )
  for (let n = 0; n < 10; n++) await queue.send(translate('de', `quick-${n}`))
  await allOthers
  expect(done).toHaveLength(10)
  expect(inHand).toBe(3)
  free()
})

test('stop() takes nothing new and waits for what is in hand', async () => {
  const { queue, start } = bench()
  let free = () => {}
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const hanging = new Promise<void>((resolve) => {
    free = resolve
  })
  const performed: string[] = []
  const worker = start(
    async ({ id = '' }) => {
      performed.push(id)
      begun()
      await hanging
      performed.push(`${id} done`)
    },
    { perLane: 1 },
  )
  await queue.send(translate('fr', 'first'))
  await queue.send(translate('fr', 'second'))
  await hasBegun
  let stopped = false
  const stopping = worker.stop().then(() => {
    stopped = true
  })
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(stopped).toBe(false)
  free()
  await stopping
  expect(performed).toEqual(['first', 'first done'])
  expect(queue.nextDue()).toBe(1_000_000) // the second one is kept for the next start
})

test('a message that throws is told, comes again, and ends among the dead letters while others go on', async () => {
  const { queue, start, errors, wait } = bench()
  const done: string[] = []
  const worker = start(async ({ id = '' }) => {
    if (id === 'bad') throw new Error('cannot')
    done.push(id)
  })
  await queue.send(translate('fr', 'bad'))
  await queue.send(translate('fr', 'good'))
  for (let delivery = 0; delivery < MAX_DELIVERIES; delivery++) {
    await worker.idle()
    wait(400_000)
  }
  await worker.idle()
  expect(done).toEqual(['good'])
  expect(errors).toEqual([...Array.from({ length: MAX_DELIVERIES - 1 }, () => 'bad: cannot'), 'bad: cannot (dead)'])
  expect(queue.deadLetters()).toMatchObject([{ message: { id: 'bad' }, error: expect.stringContaining('cannot') }])
})

test('a store that cannot be written for a while is told, brings nothing down, and the message comes again', async () => {
  const { queue, start, errors } = bench()
  const { acknowledge, putBack } = queue
  let broken = true
  const fails = async () => {
    throw new Error('the disk is full')
  }
  let tries = 0
  let again = () => {}
  const secondTry = new Promise<void>((resolve) => {
    again = resolve
  })
  const flaky = Object.create(queue, {
    acknowledge: { value: (taken: Parameters<typeof acknowledge>[0]) => (broken ? fails() : acknowledge(taken)) },
    putBack: { value: (taken: Parameters<typeof putBack>[0], error: string) => (broken ? fails() : putBack(taken, error)) },
    onSend: { set: (listener: () => void) => (queue.onSend = listener) },
  }) as typeof queue
  start(
    async () => {
      if (++tries === 2) again()
    },
    { queue: flaky, pauseMs: 1 },
  )
  await queue.send(translate('fr', 'a'))
  while (errors.length === 0) await new Promise((resolve) => setImmediate(resolve))
  expect(errors[0]).toBe('a: the disk is full')
  broken = false
  await secondTry
})

test('a store that cannot be read for a moment is told and looked at again', async () => {
  const { queue, start, errors } = bench()
  let broken = true
  const flaky = Object.create(queue, {
    lanes: {
      value: () => {
        if (broken) throw new Error('the file is busy')
        return queue.lanes()
      },
    },
    onSend: { set: (listener: () => void) => (queue.onSend = listener) },
  }) as typeof queue
  const done: string[] = []
  const worker = start(
    async ({ id = '' }) => {
      done.push(id)
    },
    { queue: flaky },
  )
  await queue.send(translate('fr', 'a'))
  while (errors.length === 0) await new Promise((resolve) => setImmediate(resolve))
  broken = false
  await worker.idle()
  expect(done).toEqual(['a'])
})

test('a clock that throws is told and does not stop the work', async () => {
  const { queue, start, errors } = bench()
  const done: string[] = []
  const worker = start(
    async ({ id = '' }) => {
      done.push(id)
    },
    {
      tick: async () => {
        throw new Error('no tick')
      },
    },
  )
  while (errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await queue.send(translate('fr', 'a'))
  await worker.idle()
  expect(done).toEqual(['a'])
  expect(errors[0]).toContain('no tick')
})

test('while it is paused messages stay as they are, and none has used up a try when it goes on', async () => {
  const { queue, start } = bench()
  const done: string[] = []
  let [paused, asked] = [true, 0]
  const worker = start(
    async ({ id = '' }) => {
      done.push(id)
    },
    {
      paused: async () => {
        asked++
        return paused
      },
    },
  )
  await queue.send(translate('fr', 'a'))
  while (asked < 3) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(done).toEqual([])
  const [waiting] = queue.take('translate/fr', 1)
  if (waiting) {
    expect(waiting.tries).toBe(0)
    queue.letGo(waiting)
  }
  paused = false
  await worker.idle()
  expect(done).toEqual(['a'])
})
