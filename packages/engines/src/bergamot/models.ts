import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { notAsFetched } from './manifest.ts'

/** Paths of one direction's model, as Firefox Translations publishes them (MPL-2.0). */
export interface ModelFiles {
  /** `model.{pair}.intgemm.alphas.bin` */
  readonly model: string
  /** `lex.50.50.{pair}.s2t.bin`; without it every word of the vocabulary is scored: slower */
  readonly shortlist?: string
  /** `vocab.{pair}.spm`, or `srcvocab.{pair}.spm` and `trgvocab.{pair}.spm` */
  readonly vocabs: readonly string[]
  /** as the model was quantized: "alphas" carry their scales, plain intgemm8 does not */
  readonly precision: 'int8shiftAlphaAll' | 'int8shiftAll' | 'float32'
  /** another one where the model was replaced: a thread that has loaded the old one must not go on with it */
  readonly stamp?: string
}

export interface Models {
  /** by pair: `deen` */
  readonly pairs: ReadonlyMap<string, ModelFiles>
  /** folders that look like a model and are not whole, in words */
  readonly problems: readonly string[]
}

/** The models in a folder: one folder per direction, named `deen` or `de-en`. A folder that is not there holds none. */
export function findModels(folder: string): Models {
  const pairs = new Map<string, ModelFiles>()
  const problems: string[] = []
  for (const name of foldersIn(folder)) {
    const found = looked(join(folder, name))
    if (typeof found === 'string') problems.push(found)
    else pairs.set(name.replace('-', ''), found)
  }
  return { pairs, problems }
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory() && /^[a-z]{2}-?[a-z]{2}$/.test(entry.name)).map((entry) => entry.name)
}

/** A folder may be replaced while it is looked at. */
function looked(folder: string): ModelFiles | string {
  try {
    return modelIn(folder)
  } catch (error) {
    return `${folder}: ${error instanceof Error ? error.message : error}`
  }
}

/** The model, or what is wrong with the folder. */
function modelIn(folder: string): ModelFiles | string {
  const names = readdirSync(folder).sort()
  const pick = (pattern: RegExp) => names.filter((name) => pattern.test(name)).map((name) => join(folder, name))[0]
  const model = pick(/^model\..*\.bin$/)
  const shortlist = pick(/^lex\..*\.bin$/)
  const shared = pick(/^vocab\..*\.spm$/)
  const vocabs = shared ? [shared] : [pick(/^srcvocab\..*\.spm$/), pick(/^trgvocab\..*\.spm$/)].filter((path) => path !== undefined)
  const { size = 0, mtimeMs } = (model && statSync(model)) || {}
  if (!model || size === 0) return `${folder}: no model.*.bin${packed(names)}`
  if (vocabs.length !== (shared ? 1 : 2)) return `${folder}: no vocab.*.spm${packed(names)}`
  const wrong = notAsFetched(folder)
  if (wrong) return `${folder}: ${wrong}`
  return { model, vocabs, precision: precisionOf(model), stamp: `${size} ${mtimeMs}`, ...(shortlist && { shortlist }) }
}

function packed(names: readonly string[]): string {
  const files = names.filter((name) => /\.(?:gz|zst)$/.test(name))
  return files.length > 0 ? ` (unpack ${files.join(', ')})` : ''
}

function precisionOf(model: string): ModelFiles['precision'] {
  if (model.endsWith('alphas.bin')) return 'int8shiftAlphaAll'
  return model.endsWith('intgemm8.bin') ? 'int8shiftAll' : 'float32'
}
