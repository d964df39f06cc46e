import { baseLanguage } from '@depesche/article/model'
import { createEngines, diagnose, type EngineOptions } from '@depesche/engines/registry'
import { allowsGrade } from '@depesche/syndication/product'
import { choose } from '@depesche/translation/choose'
import type { Engine } from '@depesche/translation/engine'
import type { Newsroom } from '../newsroom.ts'
import { waitingLines } from '../terminal/stations.ts'
import { type Check, checked, fine, wrong } from './check.ts'

const optionsFor = ({ amazon }: Newsroom, dataFolder: string): EngineOptions => ({ dataFolder, ...(amazon ? { amazon } : {}) })

/** Whether one of the configured engines works. */
export function engines(newsroom: Newsroom, dataFolder: string): Promise<Check> {
  return checked('engines', async () => {
    const found = await diagnose(optionsFor(newsroom, dataFolder), newsroom.engines)
    const says = found.map(({ name, problem }) => `${name}: ${problem ? problem.reason : 'works'}`).join('; ')
    const remedies = found.flatMap(({ problem }) => problem?.remedy ?? [])
    return found.every(({ problem }) => problem) ? wrong('engines', says, remedies.join('; or ')) : fine('engines', says)
  })
}

interface Need {
  readonly from: string
  readonly to: string
}

/** Whether every direction from a desk's language to one that its products sell is taken, in a grade that they let out. */
export function directions(newsroom: Newsroom, dataFolder: string): Promise<Check> {
  return checked('directions', async () => {
    const all = createEngines(newsroom.engines, optionsFor(newsroom, dataFolder))
    try {
      return judged(needsOf(newsroom), newsroom, all)
    } finally {
      await Promise.all(all.map((engine) => engine[Symbol.asyncDispose]()))
    }
  })
}

function judged(needs: readonly Need[], newsroom: Newsroom, all: readonly Engine[]): Check {
  const missing = needs.filter(({ from, to }) => choose(all, from, to) === undefined)
  const unsold = needs.filter(({ from, to }) => {
    const grade = choose(all, from, to)?.offer.grade
    return grade !== undefined && !sellers(newsroom, { from, to }).some((product) => allowsGrade(product, grade))
  })
  const names = (each: readonly Need[]) => each.map(({ from, to }) => `${from}-${to}`).join(', ')
  if (missing.length > 0) {
    const byFrom = Map.groupBy(missing, ({ from }) => from)
    const remedies = [...byFrom].flatMap(([from, each]) =>
      waitingLines(
        from,
        each.map(({ to }) => to),
      ),
    )
    return wrong('directions', `no engine takes ${names(missing)}: they wait`, remedies.join('\n'))
  }
  if (unsold.length > 0)
    return wrong(
      'directions',
      `${names(unsold)} come in a grade that no product lets out`,
      'get a better engine, or add the grade to the product: grades in depesche.config.ts',
    )
  return fine('directions', `${needs.length} of ${needs.length} that the products need`)
}

/** Each direction once. */
function needsOf(newsroom: Newsroom): readonly Need[] {
  const froms = [...new Set(newsroom.desks.map(({ language }) => language))]
  const tos = [...new Set(newsroom.products.flatMap(({ languages }) => languages))]
  const all = froms.flatMap((from) => tos.map((to) => ({ from, to })))
  return all.filter((need) => baseLanguage(need.from) !== baseLanguage(need.to) && sellers(newsroom, need).length > 0)
}

/** Products that come in a language and take what some desk writes in another. */
function sellers({ products, desks }: Newsroom, { from, to }: Need): Newsroom['products'] {
  const writers = desks.filter(({ language }) => language === from).map(({ name }) => name)
  return products.filter(
    ({ languages, filter }) =>
      languages.includes(to) &&
      (filter.desks === undefined || filter.desks.some((name) => writers.includes(name))) &&
      (filter.languages === undefined || filter.languages.includes(from)),
  )
}
