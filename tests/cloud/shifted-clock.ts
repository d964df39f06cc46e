/** Imported first in a container: the clock runs ahead by what the driver says, and the client's random backoffs are hardly any. */

let ahead = 0

/** Sets how far ahead the clock runs (ms). */
export function shiftClock(milliseconds: number): void {
  ahead = milliseconds
}

const Real = globalThis.Date
const random = Math.random
const now = () => Real.now() + ahead

globalThis.Date = new Proxy(Real, {
  construct: (target, args: unknown[], newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
})
Math.random = () => random() / 50
