import { basename, dirname } from 'node:path'
import { type BuildResult, build } from 'esbuild'

/** What SST's CLI puts at the top of each bundle (pkg/runtime/node/build.go in its repository), before our own banner. */
const PREFACE = [
  "import { createRequire as topLevelCreateRequire } from 'module';",
  'const require = topLevelCreateRequire(import.meta.url);',
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"',
  'const __filename = topLevelFileUrlToPath(import.meta.url)',
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))',
]

/** What of `nodejs` in the config reaches the bundler. */
export interface NodejsSettings {
  readonly banner?: string
  readonly minify?: boolean
  readonly splitting?: boolean
  readonly esbuild?: { readonly external?: readonly string[] }
}

/**
 * Bundles one file as SST's CLI does for a deploy: ESM, one file, or with `splitting` the parts beside it that it imports.
 * Throws when it cannot be bundled.
 */
export async function bundle(file: string, outfile: string, settings: NodejsSettings = {}): Promise<BuildResult<{ metafile: true }>> {
  return build({
    entryPoints: [file],
    ...(settings.splitting ? { splitting: true, outdir: dirname(outfile), outExtension: { '.js': '.mjs' } } : { outfile }),
    platform: 'node',
    bundle: true,
    format: 'esm',
    target: 'esnext',
    mainFields: ['module', 'main'],
    keepNames: true,
    metafile: true,
    minify: settings.minify ?? false,
    external: ['sharp', 'pg-native', ...(settings.esbuild?.external ?? [])],
    banner: { js: [...PREFACE, settings.banner ?? ''].join('\n') },
    logLevel: 'silent',
  })
}

/** The source files of which something has come into a bundle, as esbuild names them. */
export function sourcesOf({ metafile }: BuildResult<{ metafile: true }>): readonly string[] {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  return [...new Set(inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])))].toSorted()
}

/** What a bundle exports. */
export function exportsOf({ metafile }: BuildResult<{ metafile: true }>, outfile: string): readonly string[] {
  return Object.entries(metafile.outputs).find(([path]) => basename(path) === basename(outfile))?.[1].exports ?? []
}
