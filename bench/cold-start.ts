/**
 * What a cold start of each function costs beside one that does nothing: node bench/cold-start.ts [ROUNDS]
 *
 * Each function is bundled as the stack does it and imported by a fresh process; beside it a bare handler, bundled the same
 * way, that imports the same clients and commands of the SDK and makes the clients when it is called. Medians of five, taken
 * in turn; more rounds where the machine has other work. "read" is what the import reads, "all" the whole package. Aim: time
 * at most 1.2 times the bare one's, bytes at most 1.5 times; api and normalize carry libraries of their own, which are listed.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Access, access, type FunctionName, functionNames } from '@depesche/cloud/access'
import { READ_ARGUMENT } from '@depesche/pipeline/bounded-read'
import { banner } from '../infra/newsroom.ts'
import { bundle } from '../tests/sst/bundle.ts'

const ROUNDS = Number(process.argv[2] ?? 5)
const root = fileURLToPath(new URL('..', import.meta.url))
// inside, so that the bare handlers find the SDK
const work = mkdtempSync(join(root, 'node_modules/.cold-start-'))
const away = mkdtempSync(join(tmpdir(), 'depesche-cold-'))

/** The clients and commands of the SDK that an access needs. */
function sdkOf(may: Access): ReadonlyMap<string, readonly string[]> {
  const s3 = [
    ...(may.inbox.includes('get') || may.documents.get ? ['GetObjectCommand'] : []),
    ...(may.documents.put ? ['PutObjectCommand'] : []),
    ...(may.inbox.includes('delete') ? ['DeleteObjectCommand'] : []),
    ...(may.inbox.includes('list') ? ['ListObjectVersionsCommand'] : []),
  ]
  const commands = { get: 'GetItem', getMany: 'BatchGetItem', put: 'PutItem', delete: 'DeleteItem', query: 'Query' } as const
  const dynamo = Object.keys(may.table).map((method) => `${commands[method as keyof typeof commands]}Command`)
  return new Map([
    ...(s3.length > 0 ? [['@aws-sdk/client-s3', ['S3Client', ...s3]] as const] : []),
    ['@aws-sdk/client-dynamodb', ['DynamoDBClient', ...dynamo]],
    ...(may.send.length > 0 ? [['@aws-sdk/client-sqs', ['SQSClient', 'SendMessageCommand']] as const] : []),
    ...(may.translates ? [['@aws-sdk/client-translate', ['TranslateClient', 'TranslateTextCommand']] as const] : []),
  ])
}

function bareHandler(may: Access): string {
  const sdk = [...sdkOf(may)]
  const imports = sdk.map(([module, names]) => `import { ${names.join(', ')} } from '${module}'`)
  const made = sdk.map(([, [client, ...commands]]) => `[new ${client}({}), ${commands.join(', ')}]`)
  return `${imports.join('\n')}\nlet clients\nexport const handler = async () => { clients ??= [${made.join(', ')}]; return clients.length }\n`
}

interface Bundled {
  readonly file: string
  /** of all its files */
  readonly bytes: number
  readonly gzip: number
  /** of the files that the import reads */
  readonly read: number
  /** bytes by package */
  readonly parts: ReadonlyMap<string, number>
}

async function bundled(entry: string, name: string, beside = ''): Promise<Bundled> {
  const folder = join(away, beside + name, 'functions')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.mjs`)
  const { metafile } = await bundle(entry, file, { banner, minify: true, splitting: true })
  const parts = new Map<string, number>()
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs))
      parts.set(packageOf(path), (parts.get(packageOf(path)) ?? 0) + bytesInOutput)
  const files = readdirSync(folder).map((each) => readFileSync(join(folder, each)))
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)
  return {
    file,
    bytes: sum(files.map(({ length }) => length)),
    gzip: sum(files.map((each) => gzipSync(each, { level: 9 }).length)),
    read: bytesRead(file),
    parts,
  }
}

function packageOf(path: string): string {
  const outside = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]
  if (outside) return outside.startsWith('@aws') || outside.startsWith('@smithy') ? 'AWS SDK' : outside
  return `ours: ${/(packages\/[^/]+|functions)/.exec(path)?.[1] ?? path}`
}

const TIMER = `
const [, , file] = process.argv
const before = performance.now()
await import(file)
process.stdout.write(String(performance.now() - before), () => process.exit(0))
`
const timer = join(away, 'timer.mjs')
writeFileSync(timer, TIMER)
const READS = `
import { registerHooks } from 'node:module'
import { statSync } from 'node:fs'
let bytes = 0
registerHooks({ load: (url, context, next) => { if (url.startsWith('file:')) bytes += statSync(new URL(url)).size; return next(url, context) } })
await import(process.argv[2])
process.stdout.write(String(bytes), () => process.exit(0))
`
const reads = join(away, 'reads.mjs')
writeFileSync(reads, READS)
const environment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  DESK_KEY_SHA256: 'f'.repeat(64),
  WEBHOOK_KEY: 'k'.repeat(32),
  PUBLIC_URL: 'https://wire.example',
  CONFIGURED_AT: '1',
  ...Object.fromEntries(['INBOX_BUCKET', 'WIRE_BUCKET', 'TABLE'].map((name) => [name, name.toLowerCase()])),
  ...Object.fromEntries(
    ['RECEIVE', 'NORMALIZE', 'TRANSLATE', 'SYNDICATE', 'DELIVER'].map((name) => [`${name}_QUEUE`, `https://sqs.example/${name}`]),
  ),
}
const said = (...args: readonly string[]) => Number(execFileSync(process.execPath, args, { env: environment, encoding: 'utf8' }))
const importTime = (file: string, more: readonly string[] = []) => said(timer, file, ...more)
const bytesRead = (file: string, more: readonly string[] = []) => said(reads, file, ...more)

interface Times {
  readonly median: number
  readonly from: number
  readonly to: number
}
function timesOf(samples: readonly number[]): Times {
  const sorted = samples.toSorted((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, from: sorted[0] ?? 0, to: sorted.at(-1) ?? 0 }
}

const milliseconds = ({ median, from, to }: Times) => `${median.toFixed(0)} (${from.toFixed(0)}–${to.toFixed(0)})`
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(0)
const row = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)

async function measure(name: FunctionName): Promise<Bundled> {
  const entry = join(work, `${name}.ts`)
  writeFileSync(entry, bareHandler(access[name]))
  const ours = await bundled(join(root, 'functions', `${name}.ts`), name)
  const bare = await bundled(entry, name, 'bare-')
  const samples = Array.from({ length: ROUNDS }, () => [importTime(ours.file), importTime(bare.file)] as const)
  const [mine, theirs] = [timesOf(samples.map(([each]) => each)), timesOf(samples.map(([, each]) => each))]
  row(
    name,
    milliseconds(mine),
    milliseconds(theirs),
    (mine.median / theirs.median).toFixed(2),
    kilobytes(ours.read),
    kilobytes(bare.read),
    (ours.read / bare.read).toFixed(2),
    kilobytes(ours.bytes),
    kilobytes(bare.bytes),
    (ours.bytes / bare.bytes).toFixed(2),
    kilobytes(ours.gzip),
  )
  return ours
}

try {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${ROUNDS} rounds\n`)
  row('function', 'import ms, median (range)', 'bare ms', 'ratio', 'read KB', 'bare KB', 'ratio', 'all KB', 'bare KB', 'ratio', 'gzip KB')
  row(...Array(11).fill('---'))
  const all = new Map<FunctionName, Bundled>()
  for (const name of functionNames) all.set(name, await measure(name))
  const normalize = all.get('normalize')?.file ?? ''
  const reader = timesOf(Array.from({ length: ROUNDS }, () => importTime(normalize, [READ_ARGUMENT])))
  console.log(`\nnormalize’s reading process: ${milliseconds(reader)} ms, reads ${kilobytes(bytesRead(normalize, [READ_ARGUMENT]))} KB\n`)
  row('in the bundle of', 'package', 'KB')
  row('---', '---', '---')
  for (const name of ['normalize', 'deliver', 'api', 'desk'] as const)
    for (const [part, bytes] of [...(all.get(name)?.parts ?? [])].toSorted(([, a], [, b]) => b - a).slice(0, 10))
      row(name, part, kilobytes(bytes))
} finally {
  rmSync(work, { recursive: true, force: true })
  rmSync(away, { recursive: true, force: true })
}
