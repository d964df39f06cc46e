import { setTimeout as sleep } from 'node:timers/promises'

/** Full jitter: between nothing and 50 ms doubled per try, 2 s at most. */
export async function backoff(tries: number): Promise<void> {
  await sleep(Math.random() * Math.min(2_000, 50 * 2 ** tries))
}
