import type { QueueName } from '@depesche/cloud/access'
import { inbox } from './storage.ts'

const DAY = 24 * 3600

/** A queue of work: given up after six tries, then kept for 14 days in a dead-letter queue that takes from it alone. */
function workQueue(name: string, visibilityTimeout: '6 minutes' | '12 minutes') {
  const dead = new sst.aws.Queue(`${name}Dead`, {
    transform: { queue: (args) => void Object.assign(args, { messageRetentionSeconds: 14 * DAY }) },
  })
  const queue = new sst.aws.Queue(`${name}Work`, {
    // six times the function's timeout, so that a message in hand is not handed out again: infra/functions.ts
    visibilityTimeout,
    dlq: { queue: dead.arn, retry: 6 },
    transform: { queue: (args) => void Object.assign(args, { messageRetentionSeconds: 4 * DAY }) },
  })
  new aws.sqs.RedriveAllowPolicy(`${name}DeadFrom`, {
    queueUrl: dead.url,
    redriveAllowPolicy: $jsonStringify({ redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] }),
  })
  return { queue, dead }
}

/** S3's events, and a queue per station. */
export const queues = {
  receive: workQueue('Receive', '6 minutes'),
  normalize: workQueue('Normalize', '6 minutes'),
  translate: workQueue('Translate', '12 minutes'),
  syndicate: workQueue('Syndicate', '6 minutes'),
  deliver: workQueue('Deliver', '6 minutes'),
} as const satisfies Record<QueueName, unknown>

/** Nothing but TLS, whoever asks. */
const onlyTls = (arn: $util.Output<string>) => ({
  effect: 'Deny',
  actions: ['sqs:*'],
  resources: [arn],
  principals: [{ type: '*', identifiers: ['*'] }],
  conditions: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
})

for (const [name, { queue, dead }] of Object.entries(queues)) {
  // the policy of the queue that S3 sends to is made with the notification, below: a queue has one
  if (name !== 'receive') policy(`${name}Policy`, queue)
  policy(`${name}DeadPolicy`, dead)
}
function policy(name: string, queue: sst.aws.Queue): void {
  new aws.sqs.QueuePolicy(name, {
    queueUrl: queue.url,
    policy: aws.iam.getPolicyDocumentOutput({ statements: [onlyTls(queue.arn)] }).json,
  })
}

// SST's policy names the service but neither account nor bucket: here, this drop box of this account alone may send.
$transform(aws.sqs.QueuePolicy, (args, _options, name) => {
  if (!name.startsWith('InboxNotifications')) return
  const { queue } = queues.receive
  args.policy = aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ['sqs:SendMessage'],
        resources: [queue.arn],
        principals: [{ type: 'Service', identifiers: ['s3.amazonaws.com'] }],
        conditions: [
          { test: 'StringEquals', variable: 'aws:SourceAccount', values: [aws.getCallerIdentityOutput({}).accountId] },
          { test: 'ArnEquals', variable: 'aws:SourceArn', values: [inbox.arn] },
        ],
      },
      onlyTls(queue.arn),
    ],
  }).json
})

inbox.notify({
  notifications: [{ name: 'Incoming', queue: queues.receive.queue, events: ['s3:ObjectCreated:*'], filterPrefix: 'incoming/' }],
})
