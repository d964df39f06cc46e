/** What holds for every function, role, queue and log group, whoever makes it. Loaded first: it changes what is made later. */
import { glossaryBanner } from './glossary.ts'
import { banner, newsroom } from './newsroom.ts'

const account = aws.getCallerIdentityOutput({}).accountId

$transform(sst.aws.Function, (args, _options, name) => {
  args.runtime = 'nodejs24.x'
  args.architecture = 'arm64'
  // in parts: what a function does not use (the SDK's ways to sign in) is not read when it starts, a third of its cold start
  args.nodejs = { banner: name === 'Translate' ? banner + glossaryBanner : banner, minify: true, splitting: true }
  // SST's role can also be assumed by the whole account, which only `sst dev` needs, and may write to any log group.
  if (!$dev)
    args.transform = {
      ...args.transform,
      role: (role) => {
        role.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' })
        role.managedPolicyArns = []
      },
    }
})

// The schedule's role: without a condition, a schedule of another account could be made to use it.
$transform(sst.aws.CronV2, (args) => {
  args.transform = {
    ...args.transform,
    role: (role) => {
      role.assumeRolePolicy = aws.iam.getPolicyDocumentOutput({
        statements: [
          {
            actions: ['sts:AssumeRole'],
            principals: [{ type: 'Service', identifiers: ['scheduler.amazonaws.com'] }],
            conditions: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],
          },
        ],
      }).json
    },
  }
})

$transform(aws.sqs.Queue, (args) => {
  args!.sqsManagedSseEnabled = true
})

$transform(aws.cloudwatch.LogGroup, (args) => {
  args!.retentionInDays = newsroom.cloud.logDays
})
