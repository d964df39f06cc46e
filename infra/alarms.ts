/** What wakes somebody. Each alarm's text ends with the place in docs/ that says what to do. */
import { type FunctionName, functionNames, type QueueName } from '@depesche/cloud/access'
import { functions } from './functions.ts'
import { namespace } from './metrics.ts'
import { newsroom } from './newsroom.ts'
import { queues } from './queues.ts'

const account = aws.getCallerIdentityOutput({}).accountId
const queueNames = Object.keys(queues) as QueueName[]
const MINUTE = 60

/** Not encrypted with a key of KMS: CloudWatch may not use the one that AWS manages, and nothing in it is secret. */
const topic = new sst.aws.SnsTopic('Alarms')
new aws.sns.TopicPolicy('AlarmsPolicy', {
  arn: topic.arn,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ['sns:Publish'],
        resources: [topic.arn],
        principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }],
        conditions: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],
      },
    ],
  }).json,
})
const { alarmEmail } = newsroom.cloud
if (alarmEmail !== undefined) new aws.sns.TopicSubscription('AlarmsEmail', { topic: topic.arn, protocol: 'email', endpoint: alarmEmail })

type Alarm = Omit<aws.cloudwatch.MetricAlarmArgs, 'name' | 'alarmDescription' | 'comparisonOperator' | 'evaluationPeriods'> & {
  readonly says: string
  /** the heading, as its link */
  readonly read: string
  /** in which file of docs/; by default operations.md */
  readonly file?: string
  readonly below?: true
  readonly periods?: number
}

function alarm(name: string, { says, read, file = 'operations.md', below, periods = 1, ...args }: Alarm): void {
  new aws.cloudwatch.MetricAlarm(`${name}-alarm`, {
    name: `${$app.name}-${$app.stage}-${name}`,
    alarmDescription: `${says} What to do: docs/${file}#${read}`,
    comparisonOperator: below ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
    evaluationPeriods: periods,
    treatMissingData: 'notBreaching',
    alarmActions: [topic.arn],
    okActions: [topic.arn],
    ...args,
  })
}

for (const name of queueNames) {
  const { queue, dead } = queues[name]
  const sqs = (of: sst.aws.Queue) => ({
    namespace: 'AWS/SQS',
    dimensions: { QueueName: of.nodes.queue.name },
    statistic: 'Maximum',
    period: 5 * MINUTE,
  })
  alarm(`${name}-dead-letters`, {
    ...sqs(dead),
    metricName: 'ApproximateNumberOfMessagesVisible',
    threshold: 1,
    says: `A message to ${name} failed six times and was given up.`,
    read: 'dead-letters',
  })
  alarm(`${name}-queue-late`, {
    ...sqs(queue),
    metricName: 'ApproximateAgeOfOldestMessage',
    // a translation may wait a quarter of an hour in the queue because it was told to
    threshold: name === 'translate' ? 45 * MINUTE : 15 * MINUTE,
    says: `Messages to ${name} lie in their queue.`,
    read: 'a-queue-is-late',
  })
}

const lambda = (name: FunctionName, metricName: string) => ({
  namespace: 'AWS/Lambda',
  metricName,
  dimensions: { FunctionName: functions[name].fn.name },
  statistic: 'Sum',
  period: 5 * MINUTE,
})
for (const name of functionNames)
  alarm(`${name}-errors`, { ...lambda(name, 'Errors'), threshold: 3, says: `The function ${name} fails.`, read: 'a-function-fails' })

alarm('api-throttled', { ...lambda('api', 'Throttles'), threshold: 1, says: 'Partners are turned away.', read: 'the-api-is-throttled' })

alarm('tick-missing', {
  ...lambda('tick', 'Invocations'),
  threshold: 3,
  below: true,
  treatMissingData: 'breaching',
  says: 'The clock does not run each minute: work that is due lies still.',
  read: 'the-clock-stands-still',
})

const ours = (metricName: string, statistic = 'Sum') => ({ namespace, metricName, statistic, period: 5 * MINUTE })
alarm('old-work', {
  ...ours('OldestWork', 'Maximum'),
  threshold: 30 * MINUTE,
  periods: 2,
  says: 'Half an hour after its receipt, an upload still has work open.',
  read: 'old-work-is-open',
})
alarm('decision-late', {
  ...ours('LateDecision', 'Maximum'),
  // the clock carries out within two minutes what a function that died has begun
  threshold: 5 * MINUTE,
  says: 'A kill or another decision of a desk is closed at the exits, and five minutes later the feeds do not say it.',
  read: 'old-work-is-open',
})
alarm('products-outdated', {
  ...ours('Outdated', 'Maximum'),
  // while a deployment replaces one function after the other this is so for a moment
  threshold: 1,
  periods: 3,
  says: 'The products of this deployment are not sold: those of a later one stand.',
  file: 'deploy.md',
  read: 'deploy-again',
})
alarm('ceiling', {
  ...ours('Ceiling'),
  // what waits is looked at, and logged again, each quarter of an hour: the alarm lasts as long as something waits
  period: 20 * MINUTE,
  threshold: 1,
  says: 'Translations wait: the ceiling of paid characters is reached.',
  read: 'a-ceiling-is-reached',
})
alarm('failed', { ...ours('Failed'), threshold: 1, says: 'A language of an article could not be translated.', read: 'a-language-failed' })
alarm('webhook-disabled', {
  ...ours('WebhookDisabled'),
  threshold: 1,
  says: 'A partner’s webhook took nothing for three days, or answered 410: it is sent nothing any more.',
  read: 'a-webhook-was-disabled',
})
alarm('stray', {
  ...ours('Stray', 'Maximum'),
  threshold: 1,
  says: 'An upload lies in no desk’s folder, or is too large to be taken in.',
  read: 'an-upload-belongs-to-no-desk',
})
alarm('slow', {
  namespace,
  metricName: 'Latency',
  extendedStatistic: 'p50',
  // of under twenty nothing is said: at night one released embargo would be half of all
  evaluateLowSampleCountPercentiles: 'ignore',
  period: 15 * MINUTE,
  threshold: 2 * MINUTE,
  says: 'Half of what goes out takes two minutes or more from its receipt.',
  read: 'articles-go-out-slowly',
})
