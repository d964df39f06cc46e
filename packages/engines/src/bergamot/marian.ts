/**
 * The Bergamot translator (Marian in WebAssembly) in this thread. The package's own worker does not start in Node (the
 * package says "type": "module", the file uses `require`); the engine below it is plain Emscripten output and needs only
 * a global `Module`.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runInThisContext } from 'node:vm'
import type { ModelFiles } from './models.ts'

interface Owned {
  readonly delete: () => void
}
interface Vector<T> extends Owned {
  readonly push_back: (item: T) => void
}
interface Response {
  readonly getTranslatedText: () => string
}
interface Responses extends Owned {
  readonly get: (index: number) => Response
}
interface Memory extends Owned {
  readonly getByteArrayView: () => Uint8Array
}
export type Model = Owned & { readonly brand: 'model' }
interface Service {
  readonly translate: (model: Model, texts: Vector<string>, options: Vector<object>) => Responses
  readonly translateViaPivoting: (first: Model, second: Model, texts: Vector<string>, options: Vector<object>) => Responses
}

/** What the engine binds for JavaScript (`wasm/bindings` in its source). */
export interface Marian {
  /** what it wrote to stderr: the reason of an abort */
  readonly lines: string[]
  readonly AlignedMemory: new (size: number, alignment: number) => Memory
  readonly AlignedMemoryList: new () => Vector<Memory>
  readonly TranslationModel: new (settings: string, model: Memory, shortlist: Memory, vocabs: Vector<Memory>, quality: null) => Model
  readonly BlockingService: new (options: { readonly cacheSize: number }) => Service
  readonly VectorString: new () => Vector<string>
  readonly VectorResponseOptions: new () => Vector<object>
}

export interface Text {
  readonly text: string
  /** true: HTML, whose tags are moved along by word alignment */
  readonly html: boolean
}

/** The engine's own kernels stand in for Firefox's native ones. */
const GEMM: Readonly<Record<string, string>> = {
  int8_prepare_a: 'int8PrepareAFallback',
  int8_prepare_b: 'int8PrepareBFallback',
  int8_prepare_b_from_transposed: 'int8PrepareBFromTransposedFallback',
  int8_prepare_b_from_quantized_transposed: 'int8PrepareBFromQuantizedTransposedFallback',
  int8_prepare_bias: 'int8PrepareBiasFallback',
  int8_multiply_and_add_bias: 'int8MultiplyAndAddBiasFallback',
  int8_select_columns_of_b: 'int8SelectColumnsOfBFallback',
}

/** Node has it; its types are only in the DOM library. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object
  readonly instantiate: (module: object, imports: object) => Promise<object>
}

/** Starts the engine, once per thread: it lives in a global. Rejects when it cannot start. */
export function startMarian(): Promise<Marian> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@browsermt/bergamot-translator')), 'worker')
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Wasm }
  const wasm = new WebAssembly.Module(readFileSync(join(folder, 'bergamot-translator-worker.wasm')))
  return new Promise((resolve, reject) => {
    const kernel =
      (name: string) =>
      (...given: unknown[]) =>
        (module as unknown as Kernels).asm[name]?.(...given)
    const kernels = Object.fromEntries(Object.entries(GEMM).map(([to, from]) => [to, kernel(from)]))
    const module = {
      lines: [] as string[],
      print: () => {},
      printErr: (line: string) => module.lines.push(line),
      instantiateWasm: (imports: object, accept: (instance: object) => void) => {
        WebAssembly.instantiate(wasm, { ...imports, wasm_gemm: kernels }).then(accept, reject)
        return {}
      },
      onRuntimeInitialized: () => resolve(module as unknown as Marian),
      onAbort: (why: unknown) => reject(new Error(`the engine ended: ${why}`)),
    }
    Object.assign(globalThis, { Module: module, self: globalThis })
    runInThisContext(readFileSync(join(folder, 'bergamot-translator-worker.js'), 'utf8'), { filename: 'bergamot-translator-worker.js' })
  })
}

interface Kernels {
  readonly asm: Readonly<Record<string, (...given: unknown[]) => unknown>>
}

/** As the engine's own worker sets it. */
const settings = (precision: ModelFiles['precision']) => `beam-size: 1
normalize: 1.0
word-penalty: 0
max-length-break: 128
mini-batch-words: 1024
workspace: 128
max-length-factor: 2.0
skip-cost: true
cpu-threads: 0
quiet: true
quiet-translation: true
alignment: soft
gemm-precision: ${precision}
`

/** Reads a model's files into the engine. A broken vocabulary or missing scales abort the whole engine. */
export function loadModel(marian: Marian, files: ModelFiles): Model {
  const memory = (path: string | undefined, alignment: number) => {
    const bytes = path === undefined ? new Uint8Array() : readFileSync(path)
    const aligned = new marian.AlignedMemory(bytes.byteLength, alignment)
    if (bytes.byteLength > 0) aligned.getByteArrayView().set(bytes)
    return aligned
  }
  const vocabs = new marian.AlignedMemoryList()
  for (const path of files.vocabs) vocabs.push_back(memory(path, 64))
  return new marian.TranslationModel(settings(files.precision), memory(files.model, 256), memory(files.shortlist, 64), vocabs, null)
}

/** Translates with one model, or through the second (pivoting). */
export function translateWith(marian: Marian, service: Service, models: readonly Model[], texts: readonly Text[]): readonly string[] {
  const input = new marian.VectorString()
  const options = new marian.VectorResponseOptions()
  for (const { text, html } of texts) {
    input.push_back(text)
    options.push_back({ html, qualityScores: false, alignment: html })
  }
  const [first, second] = models as readonly [Model, Model?]
  const responses = second ? service.translateViaPivoting(first, second, input, options) : service.translate(first, input, options)
  try {
    return texts.map((_, index) => responses.get(index).getTranslatedText())
  } finally {
    for (const owned of [responses, input, options]) owned.delete()
  }
}
