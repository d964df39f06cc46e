import { dayNamed, daysBefore } from '../time/day.ts'
import { DAY_WORD, momentIn } from '../time/moment.ts'
import { matchesIn } from './matches.ts'
import type { WireNumber } from './wire-numbers.ts'

const YESTERDAY = /(?<!\p{L})(?:gestern|gestrigen?|hier|ieri|yesterday)(?!\p{L})/iu
const TODAY = /(?<!\p{L})(?:heute|heutigen?|aujourd['’]hui|oggi|today)(?!\p{L})/iu
const RELATIVE = "gestern|gestrigen?|hier|ieri|yesterday|heute|heutigen?|aujourd['’]hui|oggi|today"
const OF = "(?:(?:vom|von|des|of|from|dated|du|de|del|di)(?!\\p{L})|(?:d|dell)['’])"
const LINK = `(?:${OF}|(?:der|den|um|at|le|la|à|alle|ore|uhr|heures?|h)(?!\\p{L}))`
const WORD = `(?:${DAY_WORD}|${RELATIVE})(?!\\p{L})\\.?`
// the look back keeps a row of digits one token, however it is matched
const FIGURES = '(?<![\\d.:h/-])\\d{1,4}[\\d.:h/-]{0,9}(?:er|st|nd|rd|th)?(?!\\p{L})'
const CHAIN = `(?:[\\s,]{0,3}(?:${LINK}|${WORD}|${FIGURES})){1,9}`
/** `bsd063 vom Montag, 5. November`, `bsd063, 16.42 Uhr, von gestern`. */
const FOLLOWS = new RegExp(`^[)»”"]{0,2}[\\s,(]{1,3}(?=${OF}|${WORD}|\\d)${CHAIN}`, 'iu')
/** `Meldung vom Montag (bsd063)`, `Monday's story bsd063`. */
const LEADS = new RegExp(`(?<!\\p{L})(?:${OF}${CHAIN}|(?:${DAY_WORD}|yesterday|today)['’]s\\s\\p{L}{3,12})[\\s,(]{0,3}$`, 'iu')
const ANY_DAY = new RegExp(`(?<![\\p{L}\\d])(?:\\d{1,2}\\.?(?:er)?\\s)?(?:${DAY_WORD}|${RELATIVE})(?!\\p{L})(?:\\s\\d{1,2}(?!\\d))?`, 'giu')
const NEAR = 100

/** The day (YYYYMMDD) that a notice says of a number: `bsd063 vom Montag`. */
export function dayOf(found: WireNumber, text: string, own: string | undefined): string | undefined {
  return found.date ?? saidOf(found, text).flatMap((words) => named(words, own) ?? [])[0]
}

/**
 * The days (YYYYMMDD) on which a number can have been sent if the notice does not say: its own day, the one before, and any day
 * that is named nearby, for it may be the number's or the story's.
 */
export function daysNear(found: WireNumber, text: string, own: string | undefined): readonly string[] {
  const near = matchesIn(paragraphAround(found, text), ANY_DAY, 4)
  return [...(own === undefined ? [] : [own, daysBefore(own, 1)]), ...near.flatMap(([words]) => named(words, own) ?? [])]
}

function saidOf({ start, end }: WireNumber, text: string): readonly string[] {
  const after = FOLLOWS.exec(text.slice(end, end + NEAR))?.[0]
  const before = LEADS.exec(text.slice(Math.max(0, start - NEAR), start))?.[0]
  return [after, before].filter((words) => words !== undefined)
}

function named(words: string, own: string | undefined): string | undefined {
  if (own !== undefined && YESTERDAY.test(words)) return daysBefore(own, 1)
  if (own !== undefined && TODAY.test(words)) return own
  return dayNamed(momentIn(words), own)
}

function paragraphAround({ start, end }: WireNumber, text: string): string {
  const before = text.slice(Math.max(0, start - NEAR), start)
  const after = text.slice(end, end + NEAR)
  return `${before.slice(before.lastIndexOf('\n') + 1)} ${after.split('\n', 1)[0]}`
}
