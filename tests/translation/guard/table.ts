import { falseAlarms, type Judged, scores } from './score.ts'

const percent = (value: number) => (Number.isNaN(value) ? '–' : `${Math.round(value * 100)}%`)

const SAYS: Readonly<Record<string, string>> = {
  'address-changed': 'a web or mail address, or a handle, is not carried as it is',
  'currency-changed': 'the same amount in another currency',
  'link-extra': 'a link that the source does not have',
  'link-lost': 'a link of the source is gone',
  'month-changed': 'another month',
  'name-changed': 'another person: after a given name, a title or `said`',
  'name-extra': 'a person whom the source does not name',
  'name-missing': 'a person whom the translation does not name',
  'negation-added': 'only the translation denies',
  'negation-lost': 'only the source denies',
  'number-changed': 'each side has a number the other lacks',
  'number-extra': 'a number that the source does not have',
  'number-missing': 'a number of the source is gone',
  'party-changed': 'another party or body (UDF for UDC)',
  'place-changed': 'another place of the list of exonyms',
  'quotation-extra': 'words in quotation marks that the source does not quote',
  'quotation-lost': 'direct speech (`we`, `I`) without quotation marks',
  'quotation-open': 'a quotation mark without its partner',
  'tag-leaked': 'a tag or an entity in the text',
  'term-forbidden': 'a word that the glossary forbids',
  'term-missing': 'a term without the glossary’s translation',
  'text-cut': 'far too short, or short and without an end',
  'text-long': 'twice the usual length',
  'text-repeated': 'words said twice',
  'time-changed': 'another time of day',
  'time-extra': 'a time of day that the source does not give',
  'time-missing': 'a time of day is gone',
  'translation-empty': 'no text came back',
  'unit-changed': 'the same number with another unit',
  untranslated: 'words of the source as they were',
  'weekday-changed': 'another weekday',
  'wrong-language': 'small words of another language',
}

/** The table of docs/fact-guard.md: what each rule says and how well it did on the held-out half. */
export function table(judged: readonly Judged[]): string {
  const measured = new Map(scores(judged).map((score) => [score.rule, score]))
  const rows = Object.entries(SAYS).map(([rule, says]) => {
    const { precision = Number.NaN, recall = Number.NaN, planted = 0, spoke = 0 } = measured.get(rule) ?? {}
    return `| \`${rule}\` | ${says} | ${percent(precision)} | ${spoke} | ${percent(recall)} | ${planted} |`
  })
  const faithful = judged.filter(({ pair }) => pair.label === 'ok').length
  const caught = judged.filter(({ pair, findings }) => pair.label !== 'ok' && findings.length > 0).length
  return [
    '| rule | what it says | precision | spoke | recall | planted |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    `Held-out half: ${judged.length} pairs. False alarms: ${falseAlarms(judged).length} of ${faithful} faithful pairs. Errors noticed: ${caught} of ${judged.length - faithful}.`,
  ].join('\n')
}

/** Every rule the guard may speak by. */
export const rules: ReadonlySet<string> = new Set(Object.keys(SAYS))
