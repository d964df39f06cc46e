import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { functionNames } from '@depesche/cloud/access'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeStack } from './describe-stack.ts'
import { account, evaluate, root } from './evaluate.ts'
import { type Graph, type Resource, statementsOf } from './graph.ts'

let graph: Graph
const alarms = () => graph.all('aws:cloudwatch/metricAlarm:MetricAlarm')
const alarm = (name: string) => graph.get('aws:cloudwatch/metricAlarm:MetricAlarm', `${name}-alarm`).inputs
const title = (name: string) => name[0]?.toUpperCase() + name.slice(1)
const queueNames = ['receive', 'normalize', 'translate', 'syndicate', 'deliver']
/** The headings of a file, as GitHub makes links of them. */
const headingsOf = (file: string) =>
  (readFileSync(join(root, file), 'utf8').match(/^#+ .*$/gm) ?? []).map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
const topicArn = () => `arn:aws:sns:eu-central-1:${account}:${graph.get('aws:sns/topic:Topic', 'AlarmsTopic').inputs.name}`

describeStack('alarms', () => {
  beforeAll(async () => {
    const change = {
      file: 'depesche.config.ts',
      from: '  api: { port: 8787 },',
      to: "  api: { port: 8787 },\n  cloud: { alarmEmail: 'night@wire.example' },",
    }
    graph = await evaluate('production', { builds: false, changes: [change] })
  }, 120_000)

  test('are these, and no metric is watched twice', () => {
    const names = [
      ...queueNames.flatMap((name) => [`${name}-dead-letters`, `${name}-queue-late`]),
      ...functionNames.map((name) => `${name}-errors`),
      ...[
        'api-throttled',
        'tick-missing',
        'old-work',
        'decision-late',
        'products-outdated',
        'ceiling',
        'failed',
        'webhook-disabled',
        'stray',
        'slow',
      ],
    ]
    expect(alarms().map(({ name }) => name.replace(/-alarm$/, ''))).toEqual(names.toSorted())
    expect(new Set(alarms().map(({ inputs }) => JSON.stringify([inputs.namespace, inputs.metricName, inputs.dimensions]))).size).toBe(
      names.length,
    )
  })

  test('name app and stage, and go to the topic when they begin and when they end', () => {
    for (const { name, inputs } of alarms())
      expect(inputs).toMatchObject({
        name: `depesche-production-${name.replace(/-alarm$/, '')}`,
        alarmActions: [topicArn()],
        okActions: [topicArn()],
      })
  })

  test('say what to do: each ends with a place in docs/ that is there', () => {
    const places = ['docs/operations.md', 'docs/deploy.md'].flatMap((file) => headingsOf(file).map((heading) => `${file}#${heading}`))
    const named = alarms().map(({ inputs }) => / (docs\/[\w.-]+#[\p{L}\p{N}-]+)$/u.exec(inputs.alarmDescription)?.[1])
    for (const place of named) expect(places).toContain(place)
    expect(new Set(named).size).toBe(12)
  })

  test.for(queueNames)('watch that no message of %s is given up, and how long its oldest waits', (name) => {
    const queue = (suffix: string) => ({ QueueName: graph.get('aws:sqs/queue:Queue', `${title(name)}${suffix}Queue`).inputs.name })
    expect(alarm(`${name}-dead-letters`)).toMatchObject({
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: queue('Dead'),
      statistic: 'Maximum',
      threshold: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'notBreaching',
    })
    expect(alarm(`${name}-queue-late`)).toMatchObject({
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensions: queue('Work'),
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
    })
    // a message may be delayed for a quarter of an hour on purpose: no alarm before
    expect(alarm(`${name}-queue-late`).threshold).toBeGreaterThanOrEqual(900)
  })

  test.for(functionNames)('watch the errors of %s', (name) => {
    expect(alarm(`${name}-errors`)).toMatchObject({
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensions: { FunctionName: graph.lambda(name).fn.inputs.name },
      statistic: 'Sum',
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
    })
  })

  test('watch that the clock runs: no data is the alarm', () => {
    expect(alarm('tick-missing')).toMatchObject({
      metricName: 'Invocations',
      dimensions: { FunctionName: graph.lambda('tick').fn.inputs.name },
      comparisonOperator: 'LessThanThreshold',
      statistic: 'Sum',
      period: 300,
      threshold: 3,
      treatMissingData: 'breaching',
    })
  })

  test.for([
    ['OldestWork', 'tick', 'gauges', '$.message.oldestSeconds', 'old-work'],
    ['LateDecision', 'tick', 'gauges', '$.message.decisionSeconds', 'decision-late'],
    ['Outdated', 'tick', 'gauges', '$.message.outdated', 'products-outdated'],
    ['Ceiling', 'translate', 'ceiling', '1', 'ceiling'],
    ['Failed', 'translate', 'failed', '1', 'failed'],
    ['WebhookDisabled', 'deliver', 'webhook-disabled', '1', 'webhook-disabled'],
    ['Rejected', 'normalize', 'rejected', '1', undefined],
    ['Stray', 'tick', 'gauges', '$.message.strays', 'stray'],
    ['Latency', 'syndicate', 'out', '$.message.seconds', 'slow'],
  ] as const)('%s is taken from what %s logs as "%s"', ([metric, from, kind, value, watched]) => {
    const { inputs } = graph.get('aws:cloudwatch/logMetricFilter:LogMetricFilter', `${metric}Metric`)
    expect(inputs).toMatchObject({
      logGroupName: graph.lambda(from).fn.inputs.loggingConfig.logGroup,
      pattern: `{ $.message.kind = "${kind}" }`,
      metricTransformation: { namespace: 'depesche/production', name: metric, value },
    })
    const watching = alarms().filter(
      (each: Resource) => each.inputs.namespace === 'depesche/production' && each.inputs.metricName === metric,
    )
    expect(watching.map(({ name }) => name)).toEqual(watched === undefined ? [] : [`${watched}-alarm`])
  })

  test('the ceiling’s lasts while a language waits, which is logged each quarter of an hour', () => {
    expect(alarm('ceiling').period).toBeGreaterThan(15 * 60)
  })

  test('a percentile is named as one, and says nothing at night when few articles go out', () => {
    const { statistic, extendedStatistic, evaluateLowSampleCountPercentiles } = alarm('slow')
    expect([statistic, extendedStatistic, evaluateLowSampleCountPercentiles]).toEqual([undefined, 'p50', 'ignore'])
  })

  describe('the topic', () => {
    test('takes from CloudWatch of this account alone', () => {
      expect(statementsOf(graph.get('aws:sns/topicPolicy:TopicPolicy', 'AlarmsPolicy').inputs.policy)).toEqual([
        {
          Effect: 'Allow',
          Action: ['sns:Publish'],
          Resource: [topicArn()],
          Principal: { Service: ['cloudwatch.amazonaws.com'] },
          Condition: { StringEquals: { 'aws:SourceAccount': [account] } },
        },
      ])
    })

    test('writes to the address in the configuration, and to nobody without one', async () => {
      const subscriptions = (of: Graph) => of.all('aws:sns/topicSubscription:TopicSubscription').map(({ inputs }) => inputs)
      expect(subscriptions(graph)).toEqual([{ topic: topicArn(), protocol: 'email', endpoint: 'night@wire.example' }])
      expect(subscriptions(await evaluate('production', { builds: false }))).toEqual([])
    })
  })
})
