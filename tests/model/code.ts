/** The code under test, as the model takes it: the real one, or a copy with a planted fault. */
import type * as Exits from '@depesche/pipeline/exits'
import type * as Epoch from '@depesche/pipeline/ledger/epoch'
import type * as Work from '@depesche/pipeline/ledger/work'
import type * as Documents from '@depesche/pipeline/memory/documents'
import type * as Table from '@depesche/pipeline/memory/table'
import type * as Perform from '@depesche/pipeline/perform'
import type * as Replay from '@depesche/pipeline/replay'
import type * as Decide from '@depesche/pipeline/steps/decide'
import type * as Reapply from '@depesche/pipeline/steps/reapply'
import type * as Receive from '@depesche/pipeline/steps/receive'
import type * as Survey from '@depesche/pipeline/survey'

export interface Code {
  readonly createExits: typeof Exits.createExits
  readonly configure: typeof Reapply.configure
  readonly beginReplay: typeof Epoch.beginReplay
  readonly tick: typeof Work.tick
  readonly openWorks: typeof Work.openWorks
  readonly MemoryTable: typeof Table.MemoryTable
  readonly MemoryDocuments: typeof Documents.MemoryDocuments
  readonly perform: typeof Perform.perform
  readonly replay: typeof Replay.replay
  readonly decide: typeof Decide.decide
  readonly receive: typeof Receive.receive
  readonly surveyArticle: typeof Survey.surveyArticle
}

/** Loads the pipeline from a folder with its `src`. */
export async function loadCode(src: string): Promise<Code> {
  const from = async <T>(file: string) => (await import(`${src}/${file}.ts`)) as T
  const parts = await Promise.all([
    from<typeof Exits>('exits'),
    from<typeof Epoch>('ledger/epoch'),
    from<typeof Work>('ledger/work'),
    from<typeof Table>('memory/table'),
    from<typeof Documents>('memory/documents'),
    from<typeof Perform>('perform'),
    from<typeof Replay>('replay'),
    from<typeof Decide>('steps/decide'),
    from<typeof Reapply>('steps/reapply'),
    from<typeof Receive>('steps/receive'),
    from<typeof Survey>('survey'),
  ])
  const [exits, epoch, work, table, documents, perform, replay, decide, reapply, receive, survey] = parts
  return { ...exits, ...epoch, ...work, ...table, ...documents, ...perform, ...replay, ...decide, ...reapply, ...receive, ...survey }
}
