import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** The processes of a group, from /proc: their numbers and names. Elsewhere than on Linux it sees none. */
export function processesIn(group: number): readonly { readonly pid: number; readonly name: string }[] {
  if (!existsSync('/proc')) return []
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${entry}/stat`, 'utf8')) ?? []
        const [state, , pgrp] = rest.split(' ')
        return Number(pgrp) === group && state !== 'Z' ? [{ pid: Number(entry), name }] : []
      } catch {
        return [] // it ended meanwhile
      }
    })
}

/** Waits until it is so, for as long as the test may take. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20)
}
