import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { DeskSettings } from '@depesche/pipeline/desks'
import type { Clock, Dropped, Inbox } from '@depesche/pipeline/ports'
import { strayBecause } from './stray.ts'

export interface Sweeping {
  readonly inbox: Inbox
  readonly desks: readonly DeskSettings[]
  readonly clock: Clock
  /** to the receive queue */
  readonly resend: (dropped: Dropped) => Promise<void>
}

const MINUTE_MS = 60_000

/**
 * What is left in the drop box though its event should have come: sent to receive again, at the age of 2, 4, 8 … 64 minutes and
 * each 64 from there on, so that one that cannot be received does not fill the queue. Answers how many were sent, and why others are not.
 * For a tick a minute.
 */
export async function sweep(io: Sweeping): Promise<{ readonly sent: number; readonly strays: readonly ('no-desk' | 'too-large')[] }> {
  const left = await io.inbox.list()
  const strays = left.flatMap((dropped) => strayBecause(io.desks, dropped) ?? [])
  const ours = left.filter((dropped) => strayBecause(io.desks, dropped) === undefined)
  const due = ours.filter(({ at }) => at === undefined || isDue(io.clock() - Date.parse(at)))
  for (const dropped of due) await io.resend(dropped)
  return { sent: due.length, strays }
}

function isDue(age: number): boolean {
  const minutes = Math.floor(age / MINUTE_MS)
  return minutes >= 64 ? minutes % 64 === 0 : minutes >= 2 && (minutes & (minutes - 1)) === 0
}

/** Sends a dropped file's pointer to the receive queue. */
export function resendTo(client: () => SQSClient, url: string): Sweeping['resend'] {
  return async (dropped) => {
    await client().send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ dropped }) }))
  }
}
