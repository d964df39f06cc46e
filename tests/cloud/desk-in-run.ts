import { openWorks } from '@depesche/pipeline/ledger/work'
import { uploadId } from '@depesche/pipeline/steps/receive'
import { surveyArticle } from '@depesche/pipeline/survey'
import type { Random } from '../model/random.ts'
import { ask, expectShut, randomDeed } from './decisions.ts'
import type { Cloud } from './driver.ts'
import { knownUploads, type Put } from './expect-complete.ts'
import { tableOf } from './table-of.ts'

/** A desk in a random run: decides about what is there, and looks whether what it has closed is closed. */
export interface DeskInRun {
  /** the names of decisions that it was told of, or that were begun before the function died: they must be carried out */
  readonly begun: ReadonlySet<string>
  /** Whether an article has come of that story's uploads. */
  knows(puts: readonly Put[], story: string): Promise<boolean>
  /** One request, at which the function may be killed. */
  act(puts: readonly Put[]): Promise<number>
  /** Throws `Broken` when a page or an item shows what it has just killed or held. */
  look(): Promise<void>
}

export function deskOf(cloud: Cloud, random: Random, cut: () => void, key: string): DeskInRun {
  const begun = new Set<string>()
  const shut = new Set<string>()
  let left = random.pick([0, 3, 6, 10])
  const ids = async (puts: readonly Put[]) => {
    const known = await knownUploads(cloud)
    return puts.flatMap(({ versionId, story, becomes }) => {
      const item = known.find((each) => each.versionId === versionId)
      return item?.state === 'normalized' && item.assigned && becomes !== 'notice' ? [{ story, id: item.assigned.id }] : []
    })
  }
  return {
    begun,
    knows: async (puts, story) => (await ids(puts)).some((each) => each.story === story),
    act: async (puts) => {
      const articles = left > 0 ? await ids(puts) : []
      if (articles.length === 0) return 0
      left--
      if (random.chance(0.4)) cut()
      const choice = random.pick([...Array<'decide'>(8).fill('decide'), 'retry', 'redrive'] as const)
      if (choice === 'redrive') await cloud.desk('POST', '/v1/desk/redrive', {})
      const refused = puts.find(({ becomes }) => becomes === 'rejected')
      if (choice === 'retry' && refused) await cloud.desk('POST', `/v1/desk/uploads/${uploadId(refused)}/retry`, {})
      if (choice !== 'decide') return 1
      const { id } = random.pick(articles)
      const survey = await surveyArticle(tableOf(cloud), id, cloud.now())
      if (survey === undefined) return 1
      const deed = randomDeed(random, cloud.now(), survey)
      if (deed.kind === 'revive' || deed.kind === 'release') cloud.receiver.shut.delete(id)
      const decision = await ask(cloud, id, deed)
      for await (const { value } of openWorks(tableOf(cloud))) if (value.decision) begun.add(value.decision.decision)
      if (decision === undefined) return 1
      begun.add(decision)
      if (deed.kind === 'kill' || deed.kind === 'hold') shut.add(id)
      return 1
    },
    look: async () => {
      for (const id of shut) cloud.receiver.shut.add(id)
      for (const id of shut) await expectShut(cloud, id, key)
      shut.clear()
    },
  }
}
