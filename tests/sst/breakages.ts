import type { Change } from './evaluate.ts'

/** A way to grant too much or too little, planted in the stack's source, and what must be said of it. */
export interface Breakage {
  readonly name: string
  readonly changes: readonly Change[]
  readonly noticed: RegExp
}

const permissions = (from: string, to: string): Change => ({ file: 'infra/permissions.ts', from, to })
const functions = (from: string, to: string): Change => ({ file: 'infra/functions.ts', from, to })

export const breakages: readonly Breakage[] = [
  {
    name: 'a wildcard action',
    changes: [permissions("get: 's3:GetObject', put", "get: 's3:*', put")],
    noticed: /api may also s3:\* on/,
  },
  {
    name: 'a prefix left open',
    changes: [permissions('prefixes.map((prefix) => $interpolate', "prefixes.map(() => '').map((prefix) => $interpolate")],
    noticed: /api may also s3:GetObject on arn:aws:s3:::[^/]*\/\* if/,
  },
  {
    name: 'an action more',
    changes: [permissions("['sqs:ReceiveMessage', 'sqs:DeleteMessage',", "['sqs:ReceiveMessage', 'sqs:PurgeQueue', 'sqs:DeleteMessage',")],
    noticed: /translate may also sqs:PurgeQueue on/,
  },
  {
    name: 'an action missing',
    changes: [permissions("'sqs:DeleteMessage', ", '')],
    noticed: /receive lacks sqs:DeleteMessage on/,
  },
  {
    name: 'the other bucket',
    changes: [permissions('{inbox.arn}/incoming/', '{wire.arn}/incoming/')],
    noticed: /receive lacks s3:GetObjectVersion on .*inboxbucket/,
  },
  {
    name: 'the whole account’s buckets',
    changes: [permissions("{ actions: ['s3:ListBucket'], resources: buckets }", "{ actions: ['s3:ListBucket'], resources: ['*'] }")],
    noticed: /api may also s3:ListBucket on \* if/,
  },
  {
    name: 'a managed policy',
    changes: [
      {
        file: 'infra/defaults.ts',
        from: 'role.managedPolicyArns = []',
        to: "role.managedPolicyArns = ['arn:aws:iam::aws:policy/AmazonS3FullAccess']",
      },
    ],
    noticed: /api has the managed policy .*AmazonS3FullAccess/,
  },
  {
    name: 'SST’s own managed policy',
    changes: [{ file: 'infra/defaults.ts', from: '        role.managedPolicyArns = []\n', to: '' }],
    noticed: /api has the managed policy .*AWSLambdaBasicExecutionRole/,
  },
  {
    name: 'a link left in',
    changes: [functions("    logging: { format: 'json'", "    link: [ledger],\n    logging: { format: 'json'")],
    noticed: /api may also dynamodb:\* on[\s\S]*api is linked to Ledger/,
  },
  {
    name: 'roles that the whole account can take on',
    changes: [
      {
        file: 'infra/defaults.ts',
        from: "        role.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' })\n",
        to: '',
      },
    ],
    noticed: /ApiRole can be taken on by .*:root/,
  },
  {
    name: 'a schedule of any account that takes on the clock’s role',
    changes: [
      {
        file: 'infra/defaults.ts',
        from: "            conditions: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],\n",
        to: '',
      },
    ],
    noticed: /ClockRole can be taken on by/,
  },
  {
    name: 'leading keys dropped',
    changes: [permissions("{ test: 'ForAllValues", "// { test: 'ForAllValues")],
    noticed: /api lacks dynamodb:GetItem/,
  },
  {
    name: 'leading keys that none need have',
    changes: [permissions("      { test: 'Null', variable: 'dynamodb:LeadingKeys', values: ['false'] },\n", '')],
    noticed: /api lacks dynamodb:GetItem/,
  },
  {
    name: 'a list of the whole drop box',
    changes: [permissions("    conditions: [{ test: 'StringLike', variable: 's3:prefix', values: ['incoming/*'] }],\n", '')],
    noticed: /tick lacks s3:ListBucketVersions/,
  },
  {
    name: 'the translation service for everybody',
    changes: [permissions('...(access.translates ?', '...(access.send ?')],
    noticed: /api may also translate:TranslateText on \*/,
  },
  {
    name: 'a queue swapped',
    changes: [
      {
        file: 'infra/consumers.ts',
        from: 'queues[name].queue.subscribe(functions[name].fn.arn',
        to: "queues[name].queue.subscribe(functions[name === 'normalize' ? 'translate' : name].fn.arn",
      },
    ],
    noticed: /missing: .*NormalizeWorkQueue\S* feeds .*NormalizeFunction/,
  },
  {
    name: 'a queue that any bucket may send to',
    changes: [
      { file: 'infra/queues.ts', from: "          { test: 'ArnEquals', variable: 'aws:SourceArn', values: [inbox.arn] },\n", to: '' },
    ],
    noticed: /senders to queues/,
  },
  {
    name: 'the logs of other functions',
    changes: [functions('{logs.arn}:*', "{logs.arn.apply(() => '')}*")],
    noticed: /api may also logs:PutLogEvents on \*/,
  },
  {
    name: 'a clock that may start another function',
    changes: [{ file: 'infra/schedule.ts', from: 'functions.tick.fn.arn', to: 'functions.receive.fn.arn' }],
    noticed: /rights of the clock/,
  },
]
