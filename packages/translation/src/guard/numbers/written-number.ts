import type { Known } from '../text/language.ts'

const COMMA_GROUPS: ReadonlySet<string> = new Set(['en'])

/**
 * The value of digits as they are written: `48'317`, `48 317`, `48.317`, `1.5`, `1,5`. A lone point or comma before exactly
 * three digits groups thousands or parts decimals as the language has it; `undefined` when the digits are no one number
 * (`1.2.3`, a version or a list).
 */
export function writtenNumber(text: string, language: Known | undefined): number | undefined {
  const bare = text.replaceAll(/['’\s\u00a0\u2009\u202f]/g, '')
  const point = bare.lastIndexOf('.')
  const comma = bare.lastIndexOf(',')
  if (point < 0 && comma < 0) return Number(bare)
  if (point >= 0 && comma >= 0) return both(bare, Math.max(point, comma))
  return one(bare, point >= 0 ? '.' : ',', language)
}

function both(bare: string, decimal: number): number | undefined {
  const groups = bare.slice(0, decimal).split(/[.,]/)
  return grouped(groups) ? Number(`${groups.join('')}.${bare.slice(decimal + 1)}`) : undefined
}

function one(bare: string, separator: string, language: Known | undefined): number | undefined {
  const parts = bare.split(separator)
  if (parts.length > 2) return grouped(parts) ? Number(parts.join('')) : undefined
  const groups = grouped(parts) && (language === undefined || (separator === ',') === COMMA_GROUPS.has(language))
  return Number(groups ? parts.join('') : parts.join('.'))
}

/** `48` `317`, not `0` `317` and not `4` `31`. */
function grouped(parts: readonly string[]): boolean {
  const [head = '', ...rest] = parts
  return head.length <= 3 && !/^0/.test(head) && rest.every((part) => part.length === 3)
}
