/** The thread in which Bergamot runs: answers one request after the other. Its owner is `bergamot/thread.ts`. */
import { parentPort } from 'node:worker_threads'
import { loadModel, type Model, startMarian, type Text, translateWith } from './bergamot/marian.ts'
import type { ModelFiles } from './bergamot/models.ts'

export interface Request {
  readonly id: number
  /** one model, or two through English; those that are new here are loaded first */
  readonly models: readonly (readonly [pair: string, files: ModelFiles])[]
  readonly texts: readonly Text[]
}
export type Answer = { readonly id: number; readonly texts: readonly string[] } | { readonly id: number; readonly error: string }

const port = parentPort
if (!port) throw new Error('bergamot-worker.ts runs as a worker thread only')
const marian = await startMarian()
const service = new marian.BlockingService({ cacheSize: 0 })
const loaded = new Map<string, { readonly model: Model; readonly stamp: string | undefined }>()

function load([pair, files]: Request['models'][number]): Model {
  const known = loaded.get(pair)
  if (known && known.stamp === files.stamp) return known.model
  known?.model.delete()
  loaded.delete(pair)
  const model = loadModel(marian, files)
  loaded.set(pair, { model, stamp: files.stamp })
  return model
}

/** A C++ exception arrives as a number; its words are on stderr. */
function inWords(thrown: unknown): string {
  const said = thrown instanceof Error ? thrown.message : `C++ exception ${thrown}`
  return `${said} ${marian.lines.splice(0).join(' ').slice(0, 500)}`.trim()
}

port.on('message', ({ id, models, texts }: Request) => {
  try {
    const answer: Answer = { id, texts: translateWith(marian, service, models.map(load), texts) }
    port.postMessage(answer)
  } catch (thrown) {
    const answer: Answer = { id, error: inWords(thrown) }
    port.postMessage(answer)
  }
})
