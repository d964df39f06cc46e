/** Codes of the Swiss cantons: they follow a place (`Tannwil BE`) and are the same in every language. */
const CANTONS: ReadonlySet<string> = new Set('AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH'.split(' '))

/** A canton's code, also as the wire of 2019 writes it: `KVD` is K + VD. `undefined` for anything else. */
export function cantonOf(code: string): string | undefined {
  const bare = code.length === 3 && code.startsWith('K') ? code.slice(1) : code
  return CANTONS.has(bare) ? bare : undefined
}

/** `Vaulroux VD` and `Vaulroux (VD)` → the place and the canton; a place without one as it is. */
export function splitPlace(printed: string): { readonly place: string; readonly area?: string } {
  const match = /^(.{1,80}?)\s+\(?([A-Z]{2})\)?$/.exec(printed.trim())
  const area = match?.[2] && cantonOf(match[2])
  return area && match?.[1] ? { place: match[1], area } : { place: printed.trim() }
}
