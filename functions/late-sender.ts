import type { Sender } from '@depesche/pipeline/sender'

/**
 * The sender of webhooks, read and made when it is first needed: what it takes of Node (TLS and its certificates, DNS) costs a start
 * as much as half of the SDK, and most starts send nothing.
 */
export function lateSender(allow: readonly string[]): Sender {
  let made: Promise<Sender> | undefined
  const sender = () => {
    made ??= import('@depesche/webhooks/create-sender').then(({ createSender }) => createSender({ allow }))
    return made
  }
  return {
    send: async (delivery) => (await sender()).send(delivery),
    refuses: async (url) => (await sender()).refuses(url),
  }
}
