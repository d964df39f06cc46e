import { newsroom } from './newsroom.ts'

const production = $app.stage === 'production'
const { keepDays } = newsroom.cloud

/** Whole files in, nothing of them lost: versions, no public access, no plain HTTP, no rights beside policies. */
function privateBucket(name: string, rules: readonly aws.types.input.s3.BucketLifecycleConfigurationRule[] = []) {
  const bucket = new sst.aws.Bucket(name, {
    versioning: true,
    cors: false,
    transform: { bucket: (args) => void Object.assign(args, { forceDestroy: !production }) },
  })
  new aws.s3.BucketServerSideEncryptionConfiguration(`${name}Encryption`, {
    bucket: bucket.name,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
  })
  new aws.s3.BucketOwnershipControls(`${name}Ownership`, { bucket: bucket.name, rule: { objectOwnership: 'BucketOwnerEnforced' } })
  new aws.s3.BucketLifecycleConfiguration(`${name}Lifecycle`, { bucket: bucket.name, rules: [...housekeeping(), ...rules] })
  return bucket
}

/** What is of no use to anybody any more: uploads cut short, versions long replaced, and markers that hide nothing. */
function housekeeping(): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  const everything = { status: 'Enabled', filter: { prefix: '' } }
  return [
    { id: 'cut-short', ...everything, abortIncompleteMultipartUpload: { daysAfterInitiation: 2 } },
    {
      id: 'replaced',
      ...everything,
      noncurrentVersionExpiration: { noncurrentDays: keepDays.replaced },
      expiration: { expiredObjectDeleteMarker: true },
    },
  ]
}

const expiring = (prefix: string, days: number | undefined): aws.types.input.s3.BucketLifecycleConfigurationRule[] =>
  days === undefined ? [] : [{ id: prefix.slice(0, -1), status: 'Enabled', filter: { prefix }, expiration: { days } }]

/** The drop box: uploads at `incoming/{desk}/{name}`, taken away once they are in `originals/`. */
export const inbox = privateBucket('Inbox')

/** The documents; `originals/` is the archive. */
export const wire = privateBucket('Wire', [
  ...expiring('originals/', keepDays.originals),
  ...expiring('rejected/', keepDays.rejected),
  ...['articles/', 'translations/', 'syndicated/'].flatMap((prefix) => expiring(prefix, keepDays.documents)),
])

/** The ledger. Recoverable to any second of the last 35 days; nothing in it expires, nothing listens to it. */
export const ledger = new sst.aws.Dynamo('Ledger', {
  fields: { pk: 'string', sk: 'string' },
  primaryIndex: { hashKey: 'pk', rangeKey: 'sk' },
  deletionProtection: production,
})
