/** A partner's receiver behind the port `Sender`: it keeps a copy of each article as the events say, and answers as a test wants. */
import type { Delivered, Delivery, Sender } from '@depesche/pipeline/sender'

export interface Taken {
  readonly type: string
  readonly data: {
    readonly product: string
    readonly language: string
    readonly sequence?: number
    readonly event?: string
    readonly id?: string
    readonly version?: number
    readonly item?: { readonly headlines: readonly { readonly value: string }[] }
    readonly notice?: string
    readonly next: string
    readonly more: boolean
  }
}

export type Answering = (delivery: Delivery, said: Taken) => Delivered | 'lost' | Promise<Delivered | 'lost'>

const OK: Delivered = { kind: 'answered', status: 204 }
const CUT: Delivered = { kind: 'failed', fault: 'unreachable', reason: 'the connection was cut' }

export class Receiver implements Sender {
  /** every request that reached it */
  readonly requests: (Delivery & { readonly said: Taken })[] = []
  /** headlines by `language/id`; what was acted upon once is not again */
  readonly copies = new Map<string, string>()
  readonly #seen = new Set<string>()
  /** what it answers; `lost`: it acted, and its answer did not arrive */
  answer: Answering = () => OK
  atOnce = 0
  mostAtOnce = 0

  async send(delivery: Delivery): Promise<Delivered> {
    const said = JSON.parse(delivery.body) as Taken
    this.requests.push({ ...delivery, said })
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce)
    try {
      const answer = await this.answer(delivery, said)
      if (answer === 'lost' || (answer.kind === 'answered' && answer.status < 300)) this.#act(delivery.id, said)
      return answer === 'lost' ? CUT : answer
    } finally {
      this.atOnce--
    }
  }

  refuses = async () => undefined

  #act(id: string, { type, data }: Taken): void {
    if (this.#seen.has(id)) return
    this.#seen.add(id)
    if (type === 'feed.restarted')
      for (const key of [...this.copies.keys()]) if (key.startsWith(`${data.language}/`)) this.copies.delete(key)
    const key = `${data.language}/${data.id}`
    if (data.item) this.copies.set(key, data.item.headlines[0]?.value ?? '')
    if (data.event === 'canceled' || data.event === 'removed') this.copies.delete(key)
  }

  /** The events that were taken, in order, as `sequence event id` of a language. */
  events(language: string): readonly string[] {
    return this.requests.filter(({ said }) => said.data.language === language).map(({ said }) => `${said.data.sequence} ${said.data.event}`)
  }
}
