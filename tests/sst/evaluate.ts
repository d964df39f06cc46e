/**
 * Evaluates the real `sst.config.ts` for one stage, with SST's own components on Pulumi's own runtime, and deploys
 * nothing: the engine is Pulumi's mock monitor (program.ts).
 *
 * The program is bundled as `sst deploy` bundles it (same shim, defines, globals, externals) and run in a process of its
 * own, because SST and Pulumi keep global state. This process plays the CLI: it answers the components' calls and builds
 * the handlers.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build, type Plugin } from 'esbuild'
import { bundle, exportsOf, type NodejsSettings } from './bundle.ts'
import { type Build, Graph } from './graph.ts'
import { here, platform } from './platform.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const account = '123456789012'
export const DESK_KEY = 'a-desk-key-of-more-than-thirty-two-characters'

/** A change of the stack's source; `from` stands exactly once in the file. */
export interface Change {
  /** from the root, as `infra/queues.ts` */
  readonly file: string
  readonly from: string
  readonly to: string
}

export interface Options {
  /** another `sst.config.ts` */
  readonly config?: string
  readonly changes?: readonly Change[]
  /** `undefined`: the stage has no such secret */
  readonly deskKey?: string | undefined
  /** by default the stage has none */
  readonly webhookKey?: string
  /** `false`: the handlers are not really built */
  readonly builds?: boolean
}

/** Rejects, with the program's own message, when the config cannot be evaluated. */
export async function evaluate(stage: string, options: Options = {}): Promise<Graph> {
  const config = options.config ?? join(root, 'sst.config.ts')
  if (/^\s*import\b(?!\s*\()/m.test(readFileSync(config, 'utf8')))
    throw new Error(`${config} has a top-level import: SST allows only await import()`)
  const work = mkdtempSync(join(tmpdir(), 'sst-graph-'))
  // beside the packages that it leaves outside
  const outfile = join(here, '.sst', `graph.${work.slice(-6)}.mjs`)
  const builds: Build[] = []
  const cli = await serveCli(work, builds, options.builds ?? true)
  try {
    await bundleProgram({ stage, config, work, outfile, changes: options.changes ?? [] })
    await promisify(execFile)(process.execPath, ['--no-warnings', outfile], {
      cwd: root,
      env: environment(cli.url, work, { DeskKey: DESK_KEY, ...secretsOf(options) }),
    })
    const { resources, outputs } = JSON.parse(readFileSync(join(work, 'graph.json'), 'utf8'))
    return new Graph(resources, outputs, builds)
  } finally {
    cli.close()
    rmSync(outfile, { force: true })
    rmSync(work, { recursive: true, force: true })
  }
}

const secretsOf = ({ webhookKey, ...options }: Options) => ({
  ...('deskKey' in options ? { DeskKey: options.deskKey } : {}),
  ...(webhookKey === undefined ? {} : { WebhookKey: webhookKey }),
})

/** The CLI hands the stage's secrets over in the environment. */
function environment(server: string, work: string, secrets: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !name.startsWith('SST_SECRET_'))
  const set = Object.entries(secrets).filter(([, value]) => value !== undefined)
  return {
    ...Object.fromEntries(rest),
    NODE_COMPILE_CACHE: join(here, 'node_modules/.compile-cache'),
    SST_SERVER: server,
    GRAPH: join(work, 'graph.json'),
    ...Object.fromEntries(set.map(([name, value]) => [`SST_SECRET_${name}`, value])),
  }
}

interface Program {
  readonly stage: string
  readonly config: string
  readonly work: string
  readonly outfile: string
  readonly changes: readonly Change[]
}

async function bundleProgram({ stage, config, work, outfile, changes }: Program): Promise<void> {
  const paths = { home: work, root, work, platform }
  const left = new Set(changes)
  await build({
    absWorkingDir: root,
    entryPoints: [join(here, 'program.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
    inject: [join(platform, 'src/shim/run.js')],
    define: {
      $app: 'globalThis.graph.app',
      $cli: JSON.stringify({ command: 'deploy', paths, state: { version: {} } }),
      $dev: 'false',
    },
    external: ['@pulumi/*', '@aws-sdk/*', 'undici', 'esbuild', 'archiver', 'glob', 'vite'],
    banner: {
      js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);
globalThis.graph = { app: { stage: ${JSON.stringify(stage)} }, account: "${account}" };`,
    },
    plugins: [asSst(config, left)],
  })
  const [unused] = left
  if (unused) throw new Error(`${unused.file} was not read: "${unused.from}" could not be changed`)
}

function asSst(config: string, left: Set<Change>): Plugin {
  const globals = `import * as aws from "@pulumi/aws"; import * as sst from ${JSON.stringify(join(platform, 'src/components'))};`
  return {
    name: 'as-sst',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\.\/\.\.\/sst\.config\.ts$/ }, () => ({ path: config }))
      // only aws is used: no need to install the providers of the other clouds
      onResolve({ filter: /^\.\/(cloudflare|vercel)\/index\.js$/ }, () => ({ path: 'none', namespace: 'none' }))
      onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'export {}' }))
      // SST puts the provider and its components in front of every file of the app
      onLoad({ filter: /\.ts$/ }, ({ path }) =>
        path.includes(`${sep}.sst${sep}`) || path.endsWith(`${sep}program.ts`)
          ? undefined
          : { contents: `${globals}\n${changed(path, left)}`, loader: 'ts' },
      )
    },
  }
}

function changed(path: string, left: Set<Change>): string {
  let text = readFileSync(path, 'utf8')
  const file = relative(root, path).replaceAll(sep, '/')
  for (const change of [...left].filter((each) => each.file === file)) {
    const times = text.split(change.from).length - 1
    if (times !== 1) throw new Error(`"${change.from}" stands ${times} times in ${file}, not once`)
    text = text.replace(change.from, () => change.to)
    left.delete(change)
  }
  return text
}

interface BuildInput {
  readonly functionID: string
  readonly handler: string
  readonly links: Readonly<Record<string, unknown>>
  readonly properties: NodejsSettings & Readonly<Record<string, unknown>>
}

/** The part of the CLI's server that the components of a deploy call. */
async function serveCli(work: string, builds: Build[], really: boolean): Promise<{ readonly url: string; readonly close: () => void }> {
  const methods: Readonly<Record<string, (input: BuildInput) => unknown>> = {
    'Provider.Aws.Bootstrap': () => ({ asset: 'sst-asset', state: 'sst-state' }),
    'Runtime.Build': async (input) => {
      builds.push({ functionID: input.functionID, handler: input.handler, links: Object.keys(input.links), nodejs: input.properties })
      const out = join(work, 'artifacts', `${input.functionID}-src`)
      await buildHandler(input, out, really)
      return { handler: input.handler, out, errors: [], sourcemaps: [] }
    },
  }
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await request.toArray()).join(''))
    let answer: { readonly result: unknown } | { readonly error: string }
    try {
      const method = methods[body.method]
      if (!method) throw new Error(`evaluate.ts has no answer to ${body.method}`)
      answer = { result: await method(body.params[0]) }
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) }
    }
    response.setHeader('connection', 'close').end(JSON.stringify(answer))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

async function buildHandler({ handler, properties }: BuildInput, out: string, really: boolean): Promise<void> {
  const dot = handler.lastIndexOf('.')
  const [file, exported] = [handler.slice(0, dot), handler.slice(dot + 1)]
  const outfile = join(out, `${file}.mjs`)
  mkdirSync(dirname(outfile), { recursive: true })
  if (!really) return writeFileSync(outfile, '')
  const result = await bundle(join(root, `${file}.ts`), outfile, properties)
  if (!exportsOf(result, outfile).includes(exported)) throw new Error(`${handler}: the file has no export "${exported}"`)
}
