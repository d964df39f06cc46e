/** Prints the stack as Markdown: node tests/sst/table.ts [STAGE]. First what there is, then what each function may do. */
import { functionNames } from '@depesche/cloud/access'
import { evaluate } from './evaluate.ts'
import { type Graph, type Resource, statementsOf } from './graph.ts'

const stage = process.argv[2] ?? 'production'
const graph = await evaluate(stage, { builds: false })

/** Ends of physical names hold nothing that a reader needs. */
const short = (value: unknown) =>
  String(value)
    .replaceAll(/arn:aws:(?:s3:::|[a-z]+:[a-z0-9-]*:\d*:)/g, '')
    .replaceAll(/-[a-z]{8}\b/g, '')
    .replaceAll(`depesche-${stage}-`, '')
const row = (...cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`)
const of = (type: string) => graph.all(type)

console.log(`## Resources of the stage ${stage}: ${graph.resources.filter(({ type }) => type.startsWith('aws:')).length}\n`)
row('kind', 'name', 'properties')
row('---', '---', '---')
for (const { inputs, retainOnDelete } of of('aws:s3/bucket:Bucket'))
  row('bucket', short(inputs.bucket), bucketWords(inputs.bucket, retainOnDelete))
for (const { inputs, retainOnDelete } of of('aws:dynamodb/table:Table'))
  row('table', short(inputs.name), tableWords(inputs, retainOnDelete))
for (const { inputs } of of('aws:sqs/queue:Queue')) row('queue', short(inputs.name), queueWords(inputs))
for (const name of functionNames) row('function', name, functionWords(graph, name))
for (const { inputs } of of('aws:apigatewayv2/route:Route'))
  row('route', inputs.routeKey, `authorization ${inputs.authorizationType}: the function asks for the key`)
for (const { inputs } of of('aws:scheduler/schedule:Schedule'))
  row(
    'schedule',
    short(inputs.name),
    `${inputs.scheduleExpression} → ${short(inputs.target.arn)}, retries ${inputs.target.retryPolicy.maximumRetryAttempts}`,
  )
for (const { inputs } of of('aws:cloudwatch/logMetricFilter:LogMetricFilter'))
  row('metric', inputs.name, `${inputs.pattern} in ${inputs.logGroupName}, value ${inputs.metricTransformation.value}`)
for (const { inputs } of of('aws:cloudwatch/metricAlarm:MetricAlarm')) row('alarm', short(inputs.name), alarmWords(inputs))

console.log(`\n## Permissions\n`)
row('function', 'action', 'resource', 'condition')
row('---', '---', '---', '---')
for (const name of functionNames)
  for (const { Action, Resource, Condition } of graph.lambda(name).allows)
    row(name, Action.join(', '), short(Resource.join(', ')), conditionWords(Condition))
for (const { inputs } of of('aws:iam/role:Role').filter(({ name }: Resource) => name === 'ClockRole'))
  for (const { policy } of inputs.inlinePolicies)
    for (const { Action, Resource } of statementsOf(policy)) row('(schedule)', Action.join(', '), short(Resource.join(', ')), '')

function bucketWords(bucket: string, kept: boolean): string {
  const { rules } =
    of('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration').find((each) => each.inputs.bucket === bucket)?.inputs ?? {}
  const lifecycle = rules.map((rule: { readonly id: string }) => rule.id).join(', ')
  return `versioned, AES256, owner enforced, public access blocked, TLS only, no CORS; lifecycle: ${lifecycle}${kept ? '; kept on removal' : ''}`
}

function tableWords(inputs: Resource['inputs'], kept: boolean): string {
  const protection = inputs.deletionProtectionEnabled ? ', deletion protection' : ''
  return `${inputs.hashKey}/${inputs.rangeKey}, ${inputs.billingMode}, point-in-time recovery${protection}${kept ? ', kept on removal' : ''}`
}

function queueWords(inputs: Resource['inputs']): string {
  const redrive = inputs.redrivePolicy ? JSON.parse(inputs.redrivePolicy) : undefined
  const gives = redrive ? `, after ${redrive.maxReceiveCount} tries to ${short(redrive.deadLetterTargetArn)}` : ''
  return `visibility ${inputs.visibilityTimeoutSeconds} s, kept ${inputs.messageRetentionSeconds / 86_400} days, SSE-SQS, TLS only${gives}`
}

function functionWords(from: Graph, name: string): string {
  const { inputs } = from.lambda(name).fn
  const mapping = of('aws:lambda/eventSourceMapping:EventSourceMapping').find((each) =>
    each.inputs.functionName.endsWith(`:${inputs.name}`),
  )?.inputs
  const fed = mapping
    ? `; from ${short(mapping.eventSourceArn)} by ${mapping.batchSize}, ${mapping.scalingConfig.maximumConcurrency} at a time`
    : ''
  const settings = Object.keys(inputs.environment.variables).filter((each) => !each.startsWith('SST_'))
  return `${inputs.runtime}, ${inputs.architectures}, ${inputs.memorySize} MB, ${inputs.timeout} s, JSON logs${fed}; ${settings.join(' ')}`
}

function alarmWords(inputs: Resource['inputs']): string {
  const statistic = inputs.statistic ?? inputs.extendedStatistic
  const compared = inputs.comparisonOperator.startsWith('Less') ? '<' : '≥'
  return `${inputs.namespace} ${inputs.metricName} ${statistic} ${compared} ${inputs.threshold} in ${inputs.period} s${inputs.evaluationPeriods > 1 ? ` × ${inputs.evaluationPeriods}` : ''}`
}

function conditionWords(condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {}): string {
  return Object.entries(condition)
    .flatMap(([test, variables]) => Object.entries(variables).map(([variable, values]) => `${test} ${variable} ${values.join(' ')}`))
    .join('; ')
}
