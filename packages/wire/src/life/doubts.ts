import { blockText, type Content, type Note, plain } from '@depesche/article/model'
import { check } from '../draft.ts'

/** What a careful reader would ask about a story, whatever its format. The words stay as they are. */
export function doubtsAbout(content: Content): readonly Note[] {
  return [...repeatNotes(content), ...spellingNotes(content), ...brokenNotes(content)]
}

/** `Wdh: …`: the agency sends an old item again. */
function repeatNotes({ headline }: Content): readonly Note[] {
  const title = plain(headline)
  if (!/^(?:wdh|wiederholung|répétition|ripetizione)(?:\s\d+)?\s?[:.]/iu.test(title)) return []
  return [check('repeat', 'The headline says that this is a repeat of an earlier item.', { part: 'headline' }, title)]
}

/** A name that the headline and the text spell two ways (`Zumtal`, `Zumthal`): one of them is wrong. */
function spellingNotes({ headline, blocks }: Content): readonly Note[] {
  const names = namesIn(plain(headline))
  const texts = namesIn(blocks.map(blockText).join('\n').slice(0, 50_000))
  const absent = [...names].filter((name) => !texts.has(name))
  if (absent.length === 0) return []
  const bySound = new Map([...texts].map((name) => [soundOf(name), name]))
  const odd = absent.filter((name) => (bySound.get(soundOf(name)) ?? name) !== name)
  return odd.map((name) => {
    const reason = `The headline spells “${name}”, the text “${bySound.get(soundOf(name))}”.`
    return check('name-spelt-two-ways', reason, { part: 'headline' }, name)
  })
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/\p{Lu}\p{Ll}{4,30}/gu) ?? [])
}

/** The same for spellings that sound alike in the country's languages. */
function soundOf(name: string): string {
  const bare = name
    .toLowerCase()
    .replaceAll(/[äöü]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
  const folded = bare
    .replaceAll('th', 't')
    .replaceAll('dt', 't')
    .replaceAll('ph', 'f')
    .replaceAll('y', 'i')
    .replaceAll('ck', 'k')
    .replaceAll('tz', 'z')
  return folded.replaceAll('c', 'k').replaceAll(/(.)\1/g, '$1')
}

/** A sentence that a template broke: a stop before `und`, `sowie`, `et`, `e`. */
const BROKEN = /\p{L}{3,}\. (?:und|oder|sowie|et|ou|ainsi que|nonché|oppure|and)\s[\p{L}\p{N}]+/u
const SHORT_FORMS = /(?:Mio|Mrd|etc|usw|bzw|resp|inkl|exkl|evtl|mio|mrd|art|Art|Abs|Nr|Kap|Std|Min|Sek|Tel|ecc|vol|Vol)\. /

function brokenNotes({ blocks }: Content): readonly Note[] {
  return blocks.flatMap((block, index) => {
    const found = BROKEN.exec(blockText(block).slice(0, 20_000))?.[0]
    if (found === undefined || SHORT_FORMS.test(found)) return []
    return [check('sentence-broken', 'A sentence looks broken: a stop stands before a conjunction.', { block: index }, found)]
  })
}
