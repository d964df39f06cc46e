import { Fault } from '../fault.ts'

/** One thing that was looked at. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly says: string
  /** what to do about it; with a cross */
  readonly remedy?: string
}

/** All is well. */
export const fine = (name: string, says: string): Check => ({ name, ok: true, says })

/** Something needs a person. */
export const wrong = (name: string, says: string, remedy: string): Check => ({ name, ok: false, says, remedy })

/** Looks at one thing; what it throws is a cross too, and keeps nobody from looking at the next. */
export async function checked(name: string, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof Fault) return wrong(name, error.message, error.remedy)
    return wrong(name, error instanceof Error ? error.message : String(error), 'mend this first, and look again')
  }
}
