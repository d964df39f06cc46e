/** Imported first in a container: the clock runs ahead or stands as the driver says, and the client's random backoffs are hardly any. */

/** How far the clock runs ahead, or where it stands (ms). */
export type Shift = { readonly ahead: number } | { readonly stands: number }

let shift: Shift = { ahead: 0 }

export function shiftClock(to: Shift): void {
  shift = to
}

const Real = globalThis.Date
const random = Math.random
const now = () => ('stands' in shift ? shift.stands : Real.now() + shift.ahead)

globalThis.Date = new Proxy(Real, {
  construct: (target, args: unknown[], newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
})
Math.random = () => random() / 50
