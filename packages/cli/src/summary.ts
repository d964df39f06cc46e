import { relative, resolve } from 'node:path'
import { type ArticleSurvey, surveyArticle, surveyUploads } from '@depesche/pipeline/survey'
import type { Listening } from './listen.ts'
import type { Node } from './node.ts'
import { heldBecause } from './terminal/stations.ts'
import { cut, paint, safe } from './terminal/style.ts'
import { table } from './terminal/table.ts'

const SHOWN = 12

/** The newest articles in a table, and one line that fetches a translated item of theirs. */
export async function summary(node: Node, api: Listening, demoKey: string, isNew: boolean): Promise<string> {
  const { table: items } = node.store.ports
  const surveys = new Map<string, ArticleSurvey>()
  for await (const { assigned } of surveyUploads(items, new Date(), 7)) {
    if (surveys.size >= SHOWN) break
    const survey = assigned && !surveys.has(assigned.id) ? await surveyArticle(items, assigned.id) : undefined
    if (survey) surveys.set(survey.id, survey)
  }
  if (surveys.size === 0) return '\nnothing has arrived in the last seven days'
  const rows = [...surveys.values()].toReversed().map((survey) => {
    const of = (pick: (language: ArticleSurvey['languages'][number]) => boolean) => survey.languages.filter(pick)
    const out = of(({ out, work }) => out !== undefined && (work?.version ?? 0) <= out.version).map(
      ({ language, out }) => `${language} (${out?.grade})`,
    )
    const waiting = of(({ work }) => work?.state === 'waiting').map(({ language }) => language)
    const held = survey.closings.length > 0 ? `HELD: ${heldBecause(survey.closings, survey.head.doubts)} ` : ''
    return [survey.id, held + out.join(', '), waiting.join(' '), safe(cut(survey.versions.at(-1)?.headline ?? '', 44))]
  })
  const text = table(['article', 'languages (grade)', 'waiting', 'headline'], rows)
  const title = isNew ? 'The samples are through:' : 'Carried on. The newest:'
  return `\n${paint('bold', title)}\n${text}\n${await curlLine([...surveys.values()], api, demoKey)}`
}

/** A line that really fetches a translated item, the best graded there is; else the source's own words. */
async function curlLine(surveys: readonly ArticleSurvey[], api: Listening, demoKey: string): Promise<string> {
  const order = ['publishable', 'readable', 'gist', 'none', 'source']
  const candidates = surveys
    .filter(({ closings }) => closings.length === 0)
    .flatMap(({ id, feeds }) =>
      feeds
        .filter(({ carried, rendition }) => carried && rendition !== undefined)
        .map(({ feed, rendition }) => ({ id, feed, grade: rendition?.grade ?? '' })),
    )
    .toSorted((a, b) => order.indexOf(a.grade) - order.indexOf(b.grade))
  const [best] = candidates
  if (best === undefined) return ''
  const { id, feed, grade } = best
  const near = relative(process.cwd(), resolve(demoKey))
  const path = near.startsWith('..') ? resolve(demoKey) : near
  const key = /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
  const what =
    grade === 'source' ? 'Fetch an item as a partner would:' : `Fetch a translated item as a partner would (${feed.language}, ${grade}):`
  return `\n${what}\ncurl -s -H "Authorization: Bearer $(cat ${key})" http://127.0.0.1:${api.port}/v1/feeds/${feed.product}/${feed.language}/items/${id}\n`
}
