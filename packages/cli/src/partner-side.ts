/** What the commands about partners share. */
import type { PartnerView } from '@depesche/api/partner-view'
import { type Asking, confirm } from './confirm.ts'
import { type DeskOptions, type DeskSide, openDesk } from './desk-side.ts'
import { Fault } from './fault.ts'
import { safe } from './terminal/style.ts'

/** What they understand. */
export interface PartnerOptions extends DeskOptions {
  readonly as?: string
  readonly yes?: true
  readonly from?: string
  readonly until?: string
  readonly zone?: string
  readonly lookback?: string
  readonly reason?: string
  readonly grace?: string
  readonly now?: true
}

/** Opens the desk for a command, and closes it. */
export async function withDesk<T>(options: PartnerOptions, run: (desk: DeskSide) => Promise<T>): Promise<T> {
  const desk = openDesk(options)
  try {
    return await run(desk)
  } finally {
    await desk.close()
  }
}

/** A whole number of an option, from 1 to `most`. Throws `Fault`. */
export function wholeOf(text: string, option: string, most: number): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > most) throw new Fault(`"${safe(text)}" is no number for ${option}`, `it is a whole number from 1 to ${most}`, 2)
  return count
}

/** The partner of that name. Throws `Fault` when there is none. */
export async function known(desk: DeskSide, name: string): Promise<PartnerView> {
  const partner = await desk.partner(name)
  if (partner === undefined) throw new Fault(`there is no partner "${safe(name)}"`, '"depesche partner list" shows them all', 2)
  return partner
}

/** True when the person goes on. */
export async function agreed({ yes }: Asking): Promise<boolean> {
  const goesOn = await confirm(yes ? { yes } : {})
  if (!goesOn) console.log('nothing was done')
  return goesOn
}
