import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Access, access, type FunctionName, functionNames } from '@depesche/cloud/access'
import { neededSettings } from '@depesche/cloud/settings'
import { parseConfig } from '@depesche/config/define-config'
import { beforeAll, describe, expect, test } from 'vitest'
import config from '../../depesche.config.ts'
import { describeStack } from './describe-stack.ts'
import { account, type Change, DESK_KEY, evaluate } from './evaluate.ts'
import { type Graph, statementsOf } from './graph.ts'
import { here } from './platform.ts'

let dev: Graph
let production: Graph
/** of a newsroom that has set all that can be set */
let other: Graph
const fixture = (name: string) => join(here, 'fixtures', name)
const configured = (to: string): Change => ({
  file: 'depesche.config.ts',
  from: '  api: { port: 8787 },',
  to: `  api: { port: 8787 },\n${to}`,
})
const OTHER: readonly Change[] = [
  {
    file: 'depesche.config.ts',
    from: '  api: { port: 8787 },',
    to: `
  api: { publicUrl: 'https://wire.example' },
  cloud: {
    region: 'eu-west-1',
    logDays: 400,
    translateConcurrency: 40,
    keepDays: { originals: 3650, rejected: 90, documents: 400, replaced: 7 },
  },`,
  },
]
const title = (name: string) => name[0]?.toUpperCase() + name.slice(1)
const queueNames = ['receive', 'normalize', 'translate', 'syndicate', 'deliver'] as const
const queueArn = (graph: Graph, name: string) => `arn:aws:sqs:eu-central-1:${account}:${graph.get('aws:sqs/queue:Queue', name).inputs.name}`
const fnArn = (graph: Graph, name: string) => `arn:aws:lambda:eu-central-1:${account}:function:${graph.lambda(name).fn.inputs.name}`
const lifecycle = (graph: Graph, bucket: string) =>
  graph.get('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', `${bucket}Lifecycle`).inputs.rules

describeStack('the stack', () => {
  beforeAll(async () => {
    ;[dev, production, other] = await Promise.all([
      evaluate('dev'),
      evaluate('production'),
      evaluate('dev', { builds: false, changes: OTHER }),
    ])
  }, 120_000)

  describe('storage', () => {
    describe.for(['Inbox', 'Wire'])('the bucket %s', (name) => {
      const of = (type: string, suffix: string) => dev.get(type, name + suffix).inputs
      test('keeps versions', () => {
        expect(of('aws:s3/bucketVersioning:BucketVersioning', 'Versioning').versioningConfiguration.status).toBe('Enabled')
      })
      test('is encrypted, and says so itself', () => {
        expect(of('aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration', 'Encryption').rules).toEqual([
          { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } },
        ])
      })
      test('is public in no way', () => {
        expect(of('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'PublicAccessBlock')).toMatchObject({
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        })
        expect(of('aws:s3/bucketOwnershipControls:BucketOwnershipControls', 'Ownership').rule).toEqual({
          objectOwnership: 'BucketOwnerEnforced',
        })
      })
      test('refuses plain HTTP and grants nothing by its policy', () => {
        expect(statementsOf(of('aws:s3/bucketPolicy:BucketPolicy', 'Policy').policy)).toMatchObject([
          { Effect: 'Deny', Action: ['s3:*'], Condition: { Bool: { 'aws:SecureTransport': ['false'] } } },
        ])
      })
      test('clears away uploads cut short, versions long replaced and empty markers', () => {
        expect(lifecycle(dev, name)).toEqual([
          { id: 'cut-short', status: 'Enabled', filter: { prefix: '' }, abortIncompleteMultipartUpload: { daysAfterInitiation: 2 } },
          {
            id: 'replaced',
            status: 'Enabled',
            filter: { prefix: '' },
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            expiration: { expiredObjectDeleteMarker: true },
          },
        ])
      })
      test('belongs to exactly these settings', () => {
        const bucket = of('aws:s3/bucket:Bucket', 'Bucket').bucket
        for (const type of ['Versioning:BucketVersioning', 'PublicAccessBlock:BucketPublicAccessBlock', 'Policy:BucketPolicy'])
          expect(dev.all(`aws:s3/bucket${type}`).filter(({ inputs }) => inputs.bucket === bucket)).toHaveLength(1)
        expect(dev.all('aws:s3/bucketCorsConfiguration:BucketCorsConfiguration')).toEqual([])
      })
    })

    test('documents expire when the newsroom says so, each prefix by its own number of days', () => {
      const [, replaced, ...expiring] = lifecycle(other, 'Wire')
      expect(replaced.noncurrentVersionExpiration).toEqual({ noncurrentDays: 7 })
      expect(expiring).toEqual(
        Object.entries({ originals: 3650, rejected: 90, articles: 400, translations: 400, syndicated: 400 }).map(([id, days]) => ({
          id,
          status: 'Enabled',
          filter: { prefix: `${id}/` },
          expiration: { days },
        })),
      )
      expect(lifecycle(other, 'Inbox')).toHaveLength(2)
    })

    test('the table is on demand, recoverable, encrypted by default, without expiry, stream or index', () => {
      const { inputs } = dev.get('aws:dynamodb/table:Table', 'LedgerTable')
      expect(inputs).toMatchObject({
        hashKey: 'pk',
        rangeKey: 'sk',
        attributes: [
          { name: 'pk', type: 'S' },
          { name: 'sk', type: 'S' },
        ],
        billingMode: 'PAY_PER_REQUEST',
        pointInTimeRecovery: { enabled: true },
        streamEnabled: false,
        globalSecondaryIndexes: [],
        localSecondaryIndexes: [],
        deletionProtectionEnabled: false,
      })
      expect(inputs.ttl).toBeUndefined()
      expect(production.get('aws:dynamodb/table:Table', 'LedgerTable').inputs.deletionProtectionEnabled).toBe(true)
    })

    test('production keeps its buckets and its table, a developer’s stage does not', () => {
      const kept = (graph: Graph) => graph.resources.filter(({ retainOnDelete }) => retainOnDelete).map(({ name }) => name)
      const always = ['InboxNotificationsNotificationIncomingPolicy'] // SST's, of every queue policy it makes
      expect(kept(dev)).toEqual(always)
      expect(kept(production).toSorted()).toEqual([...always, 'InboxBucket', 'LedgerTable', 'WireBucket'].toSorted())
      expect([dev, production].map((graph) => graph.outputs._protect)).toEqual([false, true])
      for (const name of ['InboxBucket', 'WireBucket'])
        expect([dev, production].map((graph) => graph.get('aws:s3/bucket:Bucket', name).inputs.forceDestroy)).toEqual([true, false])
    })

    test('the drop box, and it alone, tells the receive queue of new objects under incoming/', () => {
      const all = dev.all('aws:s3/bucketNotification:BucketNotification')
      expect(all.map(({ inputs }) => inputs)).toEqual([
        expect.objectContaining({
          bucket: dev.get('aws:s3/bucket:Bucket', 'InboxBucket').inputs.bucket,
          queues: [
            { id: 'Incoming', queueArn: queueArn(dev, 'ReceiveWorkQueue'), events: ['s3:ObjectCreated:*'], filterPrefix: 'incoming/' },
          ],
          lambdaFunctions: [],
          topics: [],
        }),
      ])
    })
  })

  describe('queues', () => {
    test.for(queueNames)(
      '%s gives up after six tries into its own dead-letter queue, which keeps 14 days and takes from it alone',
      (name) => {
        const work = dev.get('aws:sqs/queue:Queue', `${title(name)}WorkQueue`).inputs
        const dead = dev.get('aws:sqs/queue:Queue', `${title(name)}DeadQueue`).inputs
        expect(JSON.parse(work.redrivePolicy)).toEqual({
          deadLetterTargetArn: queueArn(dev, `${title(name)}DeadQueue`),
          maxReceiveCount: 6,
        })
        expect([work.messageRetentionSeconds, dead.messageRetentionSeconds]).toEqual([4 * 86_400, 14 * 86_400])
        expect(dead.redrivePolicy).toBeUndefined()
        const allow = dev.get('aws:sqs/redriveAllowPolicy:RedriveAllowPolicy', `${title(name)}DeadFrom`).inputs
        expect(allow.queueUrl.endsWith(`/${dead.name}`)).toBe(true)
        expect(JSON.parse(allow.redriveAllowPolicy)).toEqual({
          redrivePermission: 'byQueue',
          sourceQueueArns: [queueArn(dev, `${title(name)}WorkQueue`)],
        })
      },
    )

    test('all ten are encrypted and refuse plain HTTP', () => {
      const queues = dev.all('aws:sqs/queue:Queue')
      expect(queues).toHaveLength(10)
      for (const { inputs } of queues) {
        expect(inputs).toMatchObject({ sqsManagedSseEnabled: true, fifoQueue: false })
        const policies = dev.all('aws:sqs/queuePolicy:QueuePolicy').filter((each) => each.inputs.queueUrl.endsWith(`/${inputs.name}`))
        expect(policies).toHaveLength(1)
        const denied = statementsOf(policies[0]?.inputs.policy).filter(({ Effect }) => Effect === 'Deny')
        expect(denied).toMatchObject([
          { Action: ['sqs:*'], Principal: { '*': ['*'] }, Condition: { Bool: { 'aws:SecureTransport': ['false'] } } },
        ])
        expect(denied[0]?.Resource).toEqual([expect.stringMatching(new RegExp(`:${inputs.name}$`))])
      }
    })

    test.for([
      ['receive', 10, 5],
      ['normalize', 1, 5],
      ['translate', 1, 5],
      ['syndicate', 10, 5],
      ['deliver', 1, 50],
    ] as const)(
      '%s is taken by batches of %i, %i at a time, fails message by message, and has time for its function',
      ([name, size, atOnce]) => {
        const [mapping, ...more] = dev
          .all('aws:lambda/eventSourceMapping:EventSourceMapping')
          .filter(({ inputs }) => inputs.eventSourceArn === queueArn(dev, `${title(name)}WorkQueue`))
        expect(more).toEqual([])
        expect(mapping?.inputs).toMatchObject({
          functionName: fnArn(dev, name),
          batchSize: size,
          maximumBatchingWindowInSeconds: 0,
          functionResponseTypes: ['ReportBatchItemFailures'],
          scalingConfig: { maximumConcurrency: atOnce },
        })
        const { visibilityTimeoutSeconds } = dev.get('aws:sqs/queue:Queue', `${title(name)}WorkQueue`).inputs
        expect(visibilityTimeoutSeconds).toBeGreaterThanOrEqual(6 * dev.lambda(name).fn.inputs.timeout)
      },
    )

    test('the newsroom says how many translations run at the same time', () => {
      const concurrency = other
        .all('aws:lambda/eventSourceMapping:EventSourceMapping')
        .map(({ inputs }) => [inputs.eventSourceArn.split('-')[4], inputs.scalingConfig.maximumConcurrency])
      expect(Object.fromEntries(concurrency)).toEqual({
        ReceiveWorkQueue: 5,
        NormalizeWorkQueue: 5,
        TranslateWorkQueue: 40,
        SyndicateWorkQueue: 5,
        DeliverWorkQueue: 50,
      })
    })
  })

  describe('functions', () => {
    test('are these eight, each built from an existing export, without links', () => {
      expect(dev.builds.map(({ handler }) => handler)).toEqual(functionNames.map((name) => `functions/${name}.handler`).toSorted())
      expect(dev.all('aws:lambda/function:Function')).toHaveLength(8)
      expect(dev.builds.flatMap(({ links }) => links)).toEqual([])
    })

    test.for([
      ['receive', 512, 60],
      ['normalize', 1024, 60],
      ['translate', 512, 120],
      ['syndicate', 512, 60],
      ['deliver', 512, 60],
      ['tick', 512, 55],
      ['api', 512, 29],
      ['desk', 512, 29],
    ] as const)(
      '%s runs on Node 24 and arm64 with %i MB for at most %i s, outside of any network, and logs JSON',
      ([name, memory, timeout]) => {
        const { inputs } = dev.lambda(name).fn
        expect(inputs).toMatchObject({
          runtime: 'nodejs24.x',
          architectures: ['arm64'],
          packageType: 'Zip',
          memorySize: memory,
          timeout,
          loggingConfig: { logFormat: 'JSON', logGroup: `/aws/lambda/depesche-dev-${name}` },
        })
        for (const absent of ['vpcConfig', 'layers', 'fileSystemConfig', 'tracingConfig', 'reservedConcurrentExecutions'])
          expect(inputs[absent]).toBeUndefined()
      },
    )

    test.for(functionNames)('%s finds in its environment what its access needs, and nothing else', (name) => {
      const { variables } = dev.lambda(name).fn.inputs.environment
      const own = Object.keys(variables).filter((each) => !each.startsWith('SST_'))
      const more: Readonly<Partial<Record<FunctionName, readonly string[]>>> = {
        desk: ['DESK_KEY_SHA256', 'WEBHOOK_KEY'],
        deliver: ['PUBLIC_URL', 'WEBHOOK_KEY'],
        api: ['PER_MINUTE'],
      }
      expect(own.toSorted()).toEqual([...neededSettings(access[name] as Access), ...(more[name] ?? [])].toSorted())
      // SST's own three: names of app and stage, and the key of a file of links, which is empty
      expect(
        Object.keys(variables)
          .filter((each) => each.startsWith('SST_'))
          .toSorted(),
      ).toEqual(['SST_KEY', 'SST_KEY_FILE', 'SST_RESOURCE_App'])
    })

    test('are told the time of their deployment in milliseconds where they write the products, and only there', () => {
      const told = functionNames.map((name) => [name, dev.lambda(name).fn.inputs.environment.variables.CONFIGURED_AT])
      expect(told.filter(([, at]) => at !== undefined)).toEqual([
        ['normalize', String(Date.parse('2026-03-02T10:00:00Z'))],
        ['tick', String(Date.parse('2026-03-02T10:00:00Z'))],
      ])
    })

    test('each setting names the part that it says', () => {
      const bucket = (name: string) => dev.get('aws:s3/bucket:Bucket', name).inputs.bucket
      const url = (name: string) => `https://sqs.eu-central-1.amazonaws.com/${account}/${dev.get('aws:sqs/queue:Queue', name).inputs.name}`
      const settings = Object.assign({}, ...functionNames.map((name) => dev.lambda(name).fn.inputs.environment.variables))
      expect(settings).toMatchObject({
        INBOX_BUCKET: bucket('InboxBucket'),
        WIRE_BUCKET: bucket('WireBucket'),
        TABLE: dev.get('aws:dynamodb/table:Table', 'LedgerTable').inputs.name,
        RECEIVE_QUEUE: url('ReceiveWorkQueue'),
        NORMALIZE_QUEUE: url('NormalizeWorkQueue'),
        TRANSLATE_QUEUE: url('TranslateWorkQueue'),
        SYNDICATE_QUEUE: url('SyndicateWorkQueue'),
        DELIVER_QUEUE: url('DeliverWorkQueue'),
      })
    })

    test('carry the checked newsroom at the top of their bundle, which is minified and in parts', () => {
      for (const { nodejs, handler } of dev.builds) {
        expect(nodejs).toMatchObject({ minify: true, splitting: true })
        const [, newsroom = '', glossary] =
          /^globalThis\.DEPESCHE_NEWSROOM\?\?=(.*?);(?:globalThis\.DEPESCHE_GLOSSARY\?\?=(.*);)?$/.exec(String(nodejs.banner)) ?? []
        expect(JSON.parse(newsroom)).toEqual(JSON.parse(JSON.stringify(parseConfig(config))))
        // the desk's own glossary is read by one function alone; this newsroom has none
        expect(glossary).toBe(handler === 'functions/translate.handler' ? '{}' : undefined)
      }
    })

    const glossaries = (folder: string) => [
      { file: 'infra/glossary.ts', from: 'newsroom.glossary.folder))', to: `'tests/sst/fixtures/${folder}'))` },
    ]
    test('the desk’s own glossary stands at the top of the function that translates, and of no other', async () => {
      const graph = await evaluate('dev', { builds: false, changes: glossaries('glossaries') })
      const lines = { 'de-fr': [{ term: 'Prämie', translation: 'prime', kind: 'translate' }, expect.objectContaining({ kind: 'forbid' })] }
      for (const { nodejs, handler } of graph.builds) {
        const glossary = /globalThis\.DEPESCHE_GLOSSARY\?\?=(.*);$/.exec(String(nodejs.banner))?.[1]
        if (handler === 'functions/translate.handler') expect(JSON.parse(glossary ?? '')).toEqual(lines)
        else expect(glossary).toBeUndefined()
      }
    })

    test('a glossary with mistakes is not deployed, and all of them are told', async () => {
      const evaluated = evaluate('dev', { builds: false, changes: glossaries('wrong-glossaries') })
      await expect(evaluated).rejects.toThrow(/de-fr\.csv:2: the term is empty\n.*de-fr\.csv:3: "12" has no letter/)
    })

    test('partners are told the address that the newsroom gives', () => {
      const told = functionNames.filter((name) => other.lambda(name).fn.inputs.environment.variables.PUBLIC_URL === 'https://wire.example')
      expect(told).toEqual(['deliver', 'api', 'desk'])
    })

    test('webhooks link to the HTTP API’s own address when the newsroom gives none', () => {
      expect(dev.lambda('deliver').fn.inputs.environment.variables.PUBLIC_URL).toBe(dev.outputs.api)
    })

    test('logs are kept as long as the newsroom says, of every function and of the API', () => {
      const days = (graph: Graph) => graph.all('aws:cloudwatch/logGroup:LogGroup').map(({ inputs }) => inputs.retentionInDays)
      expect(days(dev)).toEqual(Array(9).fill(30))
      expect(days(other)).toEqual(Array(9).fill(400))
    })

    test('a handler that is not exported is an error', async () => {
      await expect(evaluate('dev', { config: fixture('no-such-export.ts') })).rejects.toThrow('the file has no export "handle"')
    })
  })

  describe('the desk key', () => {
    test('reaches the desk’s function as its hash alone', () => {
      const { fn } = dev.lambda('desk')
      expect(fn.inputs.environment.variables.DESK_KEY_SHA256).toBe(createHash('sha256').update(DESK_KEY).digest('hex'))
      expect(fn.secrets).toEqual(['environment.variables'])
      for (const name of functionNames)
        if (name !== 'desk') expect(dev.lambda(name).fn.inputs.environment.variables).not.toHaveProperty('DESK_KEY_SHA256')
    })

    test('itself stands in no resource, bundle or output, but as a secret in SST’s own list of what may be linked', () => {
      const holding = dev.resources.filter((each) => JSON.stringify(each).includes(DESK_KEY))
      expect(holding).toEqual([expect.objectContaining({ type: 'sst:sst:LinkRef', name: 'DeskKeyLinkRef', secrets: ['properties.value'] })])
      expect(JSON.stringify([dev.builds, dev.outputs])).not.toContain(DESK_KEY)
    })

    test('is asked for by name when the stage has none', async () => {
      await expect(evaluate('dev', { builds: false, deskKey: undefined })).rejects.toThrow(
        'Set a value for DeskKey with `sst secret set DeskKey <value>`',
      )
    })

    test.for(['x'.repeat(31), `${'x'.repeat(31)} y`])('may be neither short nor hold a space: %s', async (deskKey) => {
      await expect(evaluate('dev', { builds: false, deskKey })).rejects.toThrow('the secret DeskKey needs 32 characters or more')
    })
  })

  describe('the webhooks’ key', () => {
    const told = (graph: Graph) =>
      functionNames.flatMap((name) => {
        const { WEBHOOK_KEY: key } = graph.lambda(name).fn.inputs.environment.variables
        return key === undefined ? [] : [[name, key]]
      })

    test('need not be set: the stack is whole, and the two functions are told that there is none', () => {
      expect(told(dev)).toEqual([
        ['deliver', ''],
        ['desk', ''],
      ])
    })

    test('stands in no resource, bundle or output, but as a secret in the settings of these two and in SST’s own list', async () => {
      const key = 'a-webhook-key-of-more-than-thirty-two-characters'
      const graph = await evaluate('dev', { webhookKey: key })
      expect(told(graph)).toEqual([
        ['deliver', key],
        ['desk', key],
      ])
      const holding = graph.resources.filter((each) => JSON.stringify(each).includes(key))
      const fns = ['deliver', 'desk'].map((name) => graph.lambda(name).fn.name)
      expect(holding.map(({ name, secrets }) => [name, secrets])).toEqual([
        ...fns.map((name) => [name, ['environment.variables']]),
        ['WebhookKeyLinkRef', ['properties.value']],
      ])
      expect(JSON.stringify([graph.builds, graph.outputs])).not.toContain(key)
    })

    test.for(['', 'x'.repeat(31), `${'x'.repeat(31)} y`])('may be neither short nor hold a space: "%s"', async (webhookKey) => {
      await expect(evaluate('dev', { builds: false, webhookKey })).rejects.toThrow(
        'the secret WebhookKey needs 32 characters or more, none a space: npx sst secret set WebhookKey "$(openssl rand -hex 24)"',
      )
    })
  })

  describe('the API', () => {
    test('sends the desk’s paths to desk and the others to api', () => {
      const integrations = dev.all('aws:apigatewayv2/integration:Integration')
      const routes = dev.all('aws:apigatewayv2/route:Route').map(({ inputs, parents }) => {
        const integration = integrations.find((each) => each.parents[0] === parents[0])
        return [inputs.routeKey, integration?.inputs.integrationUri, inputs.authorizationType]
      })
      expect(routes.toSorted()).toEqual([
        ['ANY /v1/desk/{proxy+}', fnArn(dev, 'desk'), 'NONE'],
        ['ANY /v1/{proxy+}', fnArn(dev, 'api'), 'NONE'],
        ['GET /docs', fnArn(dev, 'api'), 'NONE'],
        ['GET /openapi.json', fnArn(dev, 'api'), 'NONE'],
      ])
    })

    test('has no CORS, is throttled, and logs who asked for what but no header', () => {
      expect(dev.get('aws:apigatewayv2/api:Api', 'HttpApi').inputs.corsConfiguration).toEqual({})
      const stage = dev.get('aws:apigatewayv2/stage:Stage', 'HttpStage').inputs
      expect(stage.defaultRouteSettings).toEqual({ throttlingRateLimit: 50, throttlingBurstLimit: 100 })
      expect(stage.routeSettings).toBeUndefined()
      const logged = Object.values(JSON.parse(stage.accessLogSettings.format)).join(' ')
      expect(logged).toContain('$context.status')
      expect(logged).not.toMatch(/authoriz|header|querystring|\$request/i)
    })
  })

  test('the clock starts tick each minute, to the minute, and does not repeat a minute that failed', () => {
    const schedules = dev.all('aws:scheduler/schedule:Schedule')
    expect(schedules.map(({ inputs }) => inputs)).toMatchObject([
      {
        scheduleExpression: 'rate(1 minute)',
        state: 'ENABLED',
        flexibleTimeWindow: { mode: 'OFF' },
        target: { arn: fnArn(dev, 'tick'), retryPolicy: { maximumRetryAttempts: 0 } },
      },
    ])
    expect(dev.all('aws:cloudwatch/eventRule:EventRule')).toEqual([])
  })

  describe('the app', () => {
    test('puts out what a deployer needs', () => {
      expect(production.outputs).toEqual({
        inbox: production.get('aws:s3/bucket:Bucket', 'InboxBucket').inputs.bucket,
        wire: production.get('aws:s3/bucket:Bucket', 'WireBucket').inputs.bucket,
        table: production.get('aws:dynamodb/table:Table', 'LedgerTable').inputs.name,
        api: 'https://httpapi.execute-api.eu-central-1.amazonaws.com',
        _protect: true,
      })
    })

    test('lists every mistake of the newsroom, and makes nothing', async () => {
      const change = configured("  cloud: { logDays: 31, translateConcurrency: 1 },\n  desk: 'x',")
      await expect(evaluate('dev', { builds: false, changes: [change] })).rejects.toThrow(
        /the configuration has 3 mistakes:[\s\S]*cloud\.logDays[\s\S]*cloud\.translateConcurrency[\s\S]*desk: unknown setting/,
      )
    })

    test('lies in the newsroom’s region, by default in that of the configuration', () => {
      expect(parseConfig(config).cloud.region).toBe('eu-central-1')
      expect(dev.outputs.api).toContain('.eu-central-1.')
      expect(other.outputs.api).toContain('.eu-west-1.')
    })

    test('has no import at the top of its config, which SST refuses', async () => {
      await expect(evaluate('dev', { config: fixture('top-level-import.ts') })).rejects.toThrow('has a top-level import')
    })

    test('lets a bucket be asked to notify once', async () => {
      await expect(evaluate('dev', { config: fixture('notify-twice.ts') })).rejects.toThrow(
        'Cannot call "notify" on the "Inbox" bucket multiple times',
      )
    })

    test('evaluated twice gives the same graph', async () => {
      expect(await evaluate('dev')).toEqual(dev)
    })
  })
})
