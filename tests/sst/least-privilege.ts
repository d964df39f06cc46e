/**
 * What each function needs, worked out from its access once more and by its own table, held against what the graph grants.
 * Shares nothing with infra/permissions.ts: a mistake there must show here.
 */
import { type Access, access, type FunctionName, functionNames } from '@depesche/cloud/access'
import { account } from './evaluate.ts'
import { type Graph, type Statement, statementsOf } from './graph.ts'

/** Names and ARNs of the stack's parts, as the graph has them. */
interface Parts {
  readonly inbox: string
  readonly wire: string
  readonly table: string
  readonly queue: (name: string) => string
  readonly logs: (name: FunctionName) => string
}

const title = (name: string) => name[0]?.toUpperCase() + name.slice(1)

export function partsOf(graph: Graph): Parts {
  const bucket = (name: string) => `arn:aws:s3:::${graph.get('aws:s3/bucket:Bucket', name).inputs.bucket}`
  const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:${account}:${rest}`
  return {
    inbox: bucket('InboxBucket'),
    wire: bucket('WireBucket'),
    table: arn('dynamodb', `table/${graph.get('aws:dynamodb/table:Table', 'LedgerTable').inputs.name}`),
    queue: (name) => arn('sqs', graph.get('aws:sqs/queue:Queue', `${title(name)}WorkQueue`).inputs.name),
    logs: (name) => arn('logs', `log-group:${graph.get('aws:cloudwatch/logGroup:LogGroup', `${title(name)}Logs`).inputs.name}`),
  }
}

/** One thing that is allowed: `action on resource if condition`. */
type Grant = string
const grant = (action: string, resource: string, condition: unknown = {}): Grant =>
  `${action} on ${resource} if ${JSON.stringify(condition)}`

const TABLE: Readonly<Record<string, string>> = {
  get: 'dynamodb:GetItem',
  getMany: 'dynamodb:BatchGetItem',
  put: 'dynamodb:PutItem',
  delete: 'dynamodb:DeleteItem',
  query: 'dynamodb:Query',
}

/** What this access needs, in the words of IAM. */
export function neededGrants(may: Access, { inbox, wire, table, queue }: Parts): readonly Grant[] {
  const needs: Grant[] = []
  for (const method of may.inbox) {
    if (method === 'get') needs.push(grant('s3:GetObjectVersion', `${inbox}/incoming/*`), grant('s3:ListBucket', inbox))
    if (method === 'delete') needs.push(grant('s3:DeleteObjectVersion', `${inbox}/incoming/*`))
    if (method === 'list') needs.push(grant('s3:ListBucketVersions', inbox, { StringLike: { 's3:prefix': ['incoming/*'] } }))
  }
  for (const prefix of may.documents.get ?? []) needs.push(grant('s3:GetObject', `${wire}/${prefix}*`))
  if (may.documents.get || may.documents.list) needs.push(grant('s3:ListBucket', wire))
  for (const prefix of may.documents.put ?? []) needs.push(grant('s3:PutObject', `${wire}/${prefix}*`))
  for (const prefix of may.documents.delete ?? []) needs.push(grant('s3:DeleteObject', `${wire}/${prefix}*`))
  for (const [method, prefixes] of Object.entries(may.table))
    needs.push(
      grant(TABLE[method] ?? `unknown method ${method}`, table, {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map((prefix) => `${prefix}*`) },
        Null: { 'dynamodb:LeadingKeys': ['false'] },
      }),
    )
  for (const name of may.send) needs.push(grant('sqs:SendMessage', queue(name)))
  if (may.fedBy)
    for (const action of ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']) needs.push(grant(`sqs:${action}`, queue(may.fedBy)))
  if (may.translates) needs.push(grant('translate:TranslateText', '*'))
  return needs
}

/** What every function has beside its access: its own log group. Nothing else: no X-Ray, no network interface, no link. */
export const extraGrants = (name: FunctionName, { logs }: Parts): readonly Grant[] => [
  grant('logs:CreateLogStream', `${logs(name)}:*`),
  grant('logs:PutLogEvents', `${logs(name)}:*`),
]

export const grantsOf = (statements: readonly Statement[]): readonly Grant[] =>
  statements.flatMap(({ Action, Resource, Condition }) =>
    Action.flatMap((action) => Resource.map((resource) => grant(action, resource, Condition))),
  )

/** Every deviation from the least that the stack needs, in words. */
export function deviations(graph: Graph): readonly string[] {
  const parts = partsOf(graph)
  return [
    ...functionNames.flatMap((name) => ofFunction(graph, name, parts)),
    ...ofRoles(graph),
    ...ofFeeding(graph, parts),
    ...ofCallers(graph),
  ]
}

function ofFunction(graph: Graph, name: FunctionName, parts: Parts): readonly string[] {
  const { role, allows, build } = graph.lambda(name)
  const needs = [...neededGrants(access[name], parts), ...extraGrants(name, parts)]
  const has = grantsOf(allows)
  return [
    ...needs.filter((each) => !has.includes(each)).map((each) => `${name} lacks ${each}`),
    ...has.filter((each) => !needs.includes(each)).map((each) => `${name} may also ${each}`),
    ...allows.filter(({ Effect }) => Effect !== 'Allow').map(({ Effect }) => `${name} has a statement of effect ${Effect}`),
    ...(role.inputs.managedPolicyArns ?? []).map((arn: string) => `${name} has the managed policy ${arn}`),
    ...build.links.map((link) => `${name} is linked to ${link}`),
    ...(graph.lambda(name).fn.inputs.role.endsWith(`:role/${role.inputs.name}`) ? [] : [`${name} runs in another role`]),
  ]
}

const TRUST: Readonly<Record<string, unknown>> = {
  'lambda.amazonaws.com': undefined,
  'scheduler.amazonaws.com': { StringEquals: { 'aws:SourceAccount': [account] } },
}
/** Who may take on a role, and that rights come from nowhere else. */
function ofRoles(graph: Graph): readonly string[] {
  const trusted = graph.all('aws:iam/role:Role').flatMap(({ name, inputs }) => {
    const wanted = name === 'ClockRole' ? 'scheduler.amazonaws.com' : 'lambda.amazonaws.com'
    const found = statementsOf(inputs.assumeRolePolicy).map(({ Principal, Condition }) => [
      [Object.entries(Principal ?? {})].flat(),
      Condition,
    ])
    const least = [[[['Service', wanted]], TRUST[wanted]]]
    return JSON.stringify(found).replaceAll(`["${wanted}"]`, `"${wanted}"`) === JSON.stringify(least)
      ? []
      : [`${name} can be taken on by ${JSON.stringify(found)}`]
  })
  const others = graph.resources.filter(({ type }) => type.startsWith('aws:iam/') && type !== 'aws:iam/role:Role')
  const roles = graph.all('aws:iam/role:Role').map(({ name }) => name)
  const expected = [...functionNames.map((name) => `${graph.lambda(name).build.functionID}Role`), 'ClockRole']
  const more = roles.filter((name) => !expected.includes(name)).map((name) => `there is a role more: ${name}`)
  return [...trusted, ...more, ...others.map(({ type, name }) => `rights come from elsewhere: ${type} ${name}`)]
}

/** Which queue starts which function. */
function ofFeeding(graph: Graph, { queue }: Parts): readonly string[] {
  const feeds = graph
    .all('aws:lambda/eventSourceMapping:EventSourceMapping')
    .map(({ inputs }) => `${inputs.eventSourceArn} feeds ${inputs.functionName}`)
  const wanted = functionNames.flatMap((name) => {
    const { fedBy }: Access = access[name]
    const { fn } = graph.lambda(name)
    return fedBy ? [`${queue(fedBy)} feeds arn:aws:lambda:eu-central-1:${account}:function:${fn.inputs.name}`] : []
  })
  return [
    ...wanted.filter((each) => !feeds.includes(each)).map((each) => `missing: ${each}`),
    ...feeds.filter((each) => !wanted.includes(each)).map((each) => `not wanted: ${each}`),
  ]
}

/** Who may start functions from outside, and send to queues and topics: the resources' own policies. */
function ofCallers(graph: Graph): readonly string[] {
  const { inbox, queue } = partsOf(graph)
  const fn = (name: FunctionName) => `arn:aws:lambda:eu-central-1:${account}:function:${graph.lambda(name).fn.inputs.name}`
  const callers = graph.all('aws:lambda/permission:Permission').map(({ inputs }) => `${inputs.principal} starts ${inputs.function}`)
  // a permission for each route: the partners' own, and two pages that anybody may read
  const may = ['api', 'api', 'api', 'desk'].map((name) => `apigateway.amazonaws.com starts ${fn(name as FunctionName)}`)
  const clock = graph.get('aws:iam/role:Role', 'ClockRole').inputs
  const starts = grantsOf(clock.inlinePolicies.flatMap((each: { readonly policy: string }) => statementsOf(each.policy)))
  const sends = graph
    .all('aws:sqs/queuePolicy:QueuePolicy')
    .flatMap(({ inputs }) => grantsOf(statementsOf(inputs.policy).filter(({ Effect }) => Effect === 'Allow')))
  const s3 = grant('sqs:SendMessage', queue('receive'), {
    StringEquals: { 'aws:SourceAccount': [account] },
    ArnEquals: { 'aws:SourceArn': [inbox] },
  })
  return [
    ...differing('starts of functions', callers, may),
    ...differing('rights of the clock', starts, [grant('lambda:InvokeFunction', fn('tick'))]),
    ...differing('managed policies of the clock', clock.managedPolicyArns ?? [], []),
    ...differing('senders to queues', sends, [s3]),
  ]
}

const differing = (what: string, found: readonly string[], wanted: readonly string[]) =>
  JSON.stringify(found.toSorted()) === JSON.stringify(wanted.toSorted()) ? [] : [`${what}: ${found.join('; ') || 'none'}`]
