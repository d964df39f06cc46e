import type { ArticleWhole } from '@depesche/api/article-whole'
import type { LanguageItem, Out } from '@depesche/pipeline/ledger/shapes'
import type { Product } from '@depesche/syndication/product'
import { wordsAre } from '../board-row.ts'
import { moneyOf } from '../tariffs.ts'
import { closingLines } from './closings.ts'
import { journalLines } from './journal.ts'
import { cut, duration, paint, safe } from './style.ts'
import { table } from './table.ts'

/** One article whole: what it is, what keeps it in and what lifts that, its languages and feeds, and its story. */
export function articleLines(
  { survey, entries, journal, doubts }: ArticleWhole,
  products: readonly Product[],
  now: number,
): readonly string[] {
  const { id, head, versions, languages, feeds } = survey
  const feedRows = feeds.map(({ feed, from }) => {
    const name = `${feed.product}/${feed.language}`
    const entry = entries[name]
    return [name, entry ? `${entry.event}, sequence ${from}` : 'nothing yet', entry?.at.slice(0, 19) ?? '']
  })
  return [
    `${id}: version ${head.version}, desk ${head.filter.desk}, ${head.filter.language}, urgency ${head.filter.urgency}`,
    ...closingLines(survey, now),
    ...versions.map(versionLine),
    table(
      ['language', 'state', 'engine', 'grade', 'took', 'sent', 'saved', 'price', 'at (UTC)'],
      languages.map((each) => languageLine(each, each.out ? wordsAre(survey, products, each.language, each.out) : [], id)),
    ),
    ...doubtLines(doubts),
    ...(feedRows.length > 0 ? [table(['feed', 'last entry', 'at (UTC)'], feedRows)] : []),
    ...(journal.length > 0 ? [paint('bold', 'what happened (UTC)'), ...journalLines(journal)] : []),
  ]
}

/** What the machine may have got wrong, in plain words. */
function doubtLines(doubts: ArticleWhole['doubts']): readonly string[] {
  return Object.entries(doubts).flatMap(([language, notes]) => [
    paint('bold', `${language}: to be checked`),
    ...notes.map(({ level, reason, place, text }) => {
      const where =
        place.part === 'body' || place.part === undefined
          ? place.block === undefined
            ? ''
            : `paragraph ${place.block + 1}: `
          : `${place.part}: `
      const quoted = text ? ` “${safe(cut(text.replaceAll(/\s+/g, ' '), 80))}”` : ''
      return `  ${level === 'hold' ? 'holds: ' : ''}${where}${safe(reason)}${quoted}`
    }),
  ])
}

function versionLine({ version, at, headline, instruction, notes, why }: ArticleWhole['survey']['versions'][number]): string {
  const because = why ? ` because: ${safe(why)}` : ''
  return `  version ${version}  ${at.slice(0, 19)}  ${instruction}, ${notes.check} to check, ${notes.hold} that hold: “${safe(headline)}”${because}`
}

function languageLine(
  { language, out, work }: LanguageItem & { readonly language: string },
  words: ReturnType<typeof wordsAre>,
  id: string,
): readonly string[] {
  if (work !== undefined && work.version > (out?.version ?? 0)) {
    const remedy = work.state === 'failed' ? ` (depesche redrive ${id})` : ''
    return [language, `${work.state}: ${safe(cut(work.reason, 60))}${remedy}`, '', '', '', '', '', '', work.at.slice(0, 19)]
  }
  if (out === undefined) return [language, 'open']
  const seen = out.approved ? ', approved' : ''
  const more = words.includes('rejected')
    ? ', rejected by a person'
    : words.includes('person')
      ? `, for a person: depesche approve ${id} ${language}`
      : seen
  return [
    language,
    `version ${out.version}${more}`,
    out.provenance?.label ?? 'source',
    out.grade,
    out.provenance ? duration(out.milliseconds) : '',
    ...costOf(out),
    out.at.slice(0, 19),
  ]
}

/** Characters of these words that were sent and that were not, and what the service asks for them. */
function costOf({ characters, provenance }: Pick<Out, 'characters' | 'provenance'>): readonly [sent: string, saved: string, price: string] {
  if (characters === undefined || provenance === undefined) return ['', '', '']
  const number = (value: number) => value.toLocaleString('en')
  return [number(characters.sent), number(characters.saved), moneyOf(provenance.engine, characters.billed, 4)]
}
