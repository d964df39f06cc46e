/**
 * The program that evaluate.ts bundles and runs: sets Pulumi's mocks, runs the app with SST's own `run`, and writes every
 * registered resource to the file named by GRAPH.
 */
import crypto from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import * as pulumi from '@pulumi/pulumi'
import config from '../../sst.config.ts' // evaluate.ts may put another one in its place
import { run } from './.sst/platform/src/auto/run.ts'

// biome-ignore lint/suspicious/noExplicitAny: what the providers are asked and answer, of every shape
type Values = Record<string, any>
const { app, account } = (globalThis as unknown as { readonly graph: { readonly app: Values; readonly account: string } }).graph
Object.assign(app, { removal: 'retain', protect: false, ...(await config.app({ stage: app.stage })), stage: app.stage })
const region: string = app.providers.aws.region

// the time of the deployment, which functions are told; the same one each time makes the graph reproducible
Date.now = () => Date.parse('2026-03-02T10:00:00Z')
// SST draws the suffix of physical names; the same one each time makes the graph reproducible.
crypto.randomBytes = ((size: number) => Buffer.alloc(size)) as typeof crypto.randomBytes

/** What AWS would answer to a created resource: the ARNs and URLs that others are made of. */
function created(type: string, name: string, inputs: Values): Values {
  const physical: string = inputs.name ?? inputs.bucket ?? name
  const service = type.split(/[:/]/)[1]
  const arn = (rest: string, of = service) => `arn:aws:${of}:${region}:${account}:${rest}`
  switch (type) {
    case 'aws:s3/bucket:Bucket':
      return { arn: `arn:aws:s3:::${physical}` }
    case 'aws:iam/role:Role':
      return { arn: `arn:aws:iam::${account}:role/${physical}` }
    case 'aws:sqs/queue:Queue':
      return { arn: arn(physical), url: `https://sqs.${region}.amazonaws.com/${account}/${physical}` }
    case 'aws:dynamodb/table:Table':
      return { arn: arn(`table/${physical}`) }
    case 'aws:cloudwatch/logGroup:LogGroup':
      return { arn: arn(`log-group:${physical}`, 'logs') }
    case 'aws:lambda/function:Function':
      return { arn: arn(`function:${physical}`), qualifiedArn: arn(`function:${physical}:1`), version: '1' }
    case 'aws:apigatewayv2/api:Api':
      return {
        apiEndpoint: `https://${name.toLowerCase()}.execute-api.${region}.amazonaws.com`,
        executionArn: arn(name.toLowerCase(), 'execute-api'),
      }
    case 'random:index/randomBytes:RandomBytes':
      return { base64: Buffer.alloc(inputs.length).toString('base64') }
    default:
      return { arn: arn(physical) }
  }
}

/** What the provider would answer to a call. */
function called(token: string, inputs: Values): Values {
  switch (token) {
    case 'aws:index/getRegion:getRegion':
      return { region, name: region }
    case 'aws:index/getPartition:getPartition':
      return { partition: 'aws' }
    case 'aws:index/getCallerIdentity:getCallerIdentity':
      return { accountId: account }
    case 'aws:iam/getPolicyDocument:getPolicyDocument':
      return { ...inputs, json: policy(inputs.statements ?? []) }
    default:
      throw new Error(`program.ts has no answer to the provider call ${token}`)
  }
}

function policy(statements: readonly Values[]): string {
  const Statement = statements.map(({ effect = 'Allow', actions, resources, principals, conditions }) => ({
    Effect: effect,
    Action: actions,
    Resource: resources,
    Principal: principals && Object.fromEntries(principals.map((each: Values) => [each.type, each.identifiers])),
    Condition: conditions && conditionsOf(conditions),
  }))
  return JSON.stringify({ Version: '2012-10-17', Statement })
}

/** Two conditions may have the same test. */
function conditionsOf(conditions: readonly Values[]): Values {
  const found: Values = {}
  for (const { test, variable, values } of conditions) found[test] = { ...found[test], [variable]: values }
  return found
}

const SECRET = '4dabf18193072939515e22adb298388d'
/** Takes off the wrappers that Pulumi puts around a secret or an archive on the wire, and notes which were secret. */
function plain(value: unknown, path = '', secrets: string[] = []): unknown {
  if (Array.isArray(value)) return value.map((each, index) => plain(each, `${path}.${index}`, secrets))
  if (value === null || typeof value !== 'object') return value
  const object = value as Values
  if (object.__pulumiArchive || object.__pulumiAsset) return object.path && relative($cli.paths.work, object.path)
  if (object[SECRET] === '1b47061264138c4ac30d75fd1eb44270') {
    secrets.push(path)
    return plain(object.value, path, secrets)
  }
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, plain(item, path ? `${path}.${key}` : key, secrets)]))
}

await pulumi.runtime.setMocks(
  {
    call: ({ token, inputs }) => called(token, inputs),
    newResource: ({ type, name, inputs, custom }) => ({
      id: custom ? (inputs.name ?? inputs.bucket ?? `${name}-id`) : undefined,
      state: custom ? { name, ...inputs, ...created(type, name, inputs) } : inputs,
    }),
  },
  app.name,
  app.stage,
)

// Mocks see neither parents nor options: the request they are called for does.
const recorded = new Map<string, { name: string; parents: string[] } & Values>()
// biome-ignore lint/suspicious/noExplicitAny: Pulumi's gRPC messages have no types of their own
const monitor = pulumi.runtime.getMonitor() as any
const register = monitor.registerResource.bind(monitor)
// biome-ignore lint/suspicious/noExplicitAny: as above
monitor.registerResource = (request: any, callback: unknown) => {
  const [type, name, parent]: string[] = [request.getType(), request.getName(), request.getParent()]
  const above = recorded.get(parent ?? '')
  const secrets: string[] = []
  recorded.set(monitor.newUrn(parent, type, name), {
    type,
    name: name ?? '',
    inputs: plain(request.getObject().toJavaScript(), '', secrets),
    secrets,
    parents: above ? [above.name, ...above.parents] : [],
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
  })
  return register(request, callback)
}

// Everything is resolved when nothing is left to do.
let outputs: Values = {}
process.once('beforeExit', () => {
  const resources = [...recorded.values()].filter(({ type }) => type !== 'pulumi:pulumi:Stack')
  writeFileSync(process.env.GRAPH ?? 'graph.json', JSON.stringify({ resources, outputs }))
})

await pulumi.runtime.runInPulumiStack(async () => {
  const values = await run(config.run)
  pulumi.output(values).apply((resolved) => {
    outputs = resolved
  })
  return values
})
