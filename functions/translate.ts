/** One language of one version of an article. */
import { consumer } from '@depesche/cloud/consumer'
import { station } from '@depesche/cloud/station'
import type { OwnLines } from '@depesche/translation/glossary/term'
import { cloudEngines } from './engines.ts'
import { notHere } from './not-here.ts'
import { start } from './start.ts'

declare global {
  /** absent: the desk has no lines of its own */
  var DEPESCHE_GLOSSARY: OwnLines | undefined
}

const { ports, desks, newsroom } = start('translate')
/** The desk's own glossary, put in front of this function's bundle alone (`infra/glossary.ts`). */
const engines = cloudEngines(newsroom, globalThis.DEPESCHE_GLOSSARY ?? {}, ports)
const embargoed = (engine: string) => (engine === 'amazon' ? (newsroom.amazon?.embargoed ?? 'wait') : 'translate')

export const handler = consumer(station('translate', { ports, desks, engines: () => engines, embargoed, read: notHere }))
