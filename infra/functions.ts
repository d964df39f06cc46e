import { deskKeyHash } from '@depesche/api/desk-key'
import { type Access, access, type FunctionName, functionNames } from '@depesche/cloud/access'
import { queueSetting } from '@depesche/cloud/settings'
import { http } from './http.ts'
import { newsroom } from './newsroom.ts'
import { permissionsOf } from './permissions.ts'
import { queues } from './queues.ts'
import { inbox, ledger, wire } from './storage.ts'

const sizes = {
  receive: { memory: '512 MB', timeout: '60 seconds' },
  normalize: { memory: '1024 MB', timeout: '60 seconds' },
  translate: { memory: '512 MB', timeout: '120 seconds' },
  syndicate: { memory: '512 MB', timeout: '60 seconds' },
  // begins nothing after 20 seconds, and what it has begun ends after 10
  deliver: { memory: '512 MB', timeout: '60 seconds' },
  // each minute: it ends before the next one begins
  tick: { memory: '512 MB', timeout: '55 seconds' },
  // API Gateway waits 30 seconds
  api: { memory: '512 MB', timeout: '29 seconds' },
  desk: { memory: '512 MB', timeout: '29 seconds' },
} as const satisfies Record<FunctionName, unknown>

/** At least 32 characters without a space, as `openssl rand -hex 24` makes them: whoever may look at the function sees the hash. */
const deskKey = new sst.Secret('DeskKey').value.apply((key) => {
  if (/^\S{32,}$/.test(key)) return deskKeyHash(key)
  throw new Error('the secret DeskKey needs 32 characters or more, none a space: npx sst secret set DeskKey "$(openssl rand -hex 24)"')
})

/**
 * What the secrets of webhooks follow from. Not set: the stack sends to nobody, and says so when a desk wants it to. Unlike the desk's
 * key it must be known to what signs, and to the desk's function, which tells a partner its secret.
 */
const webhookKey = new sst.Secret('WebhookKey', 'none').value.apply((key) => {
  if (key === 'none') return ''
  if (/^\S{32,}$/.test(key)) return key
  throw new Error(
    'the secret WebhookKey needs 32 characters or more, none a space: npx sst secret set WebhookKey "$(openssl rand -hex 24)"',
  )
})

/** Of two deployments the later one's products stand, whichever function comes to write them. */
const configuredAt = String(Date.now())

/** One function per file of `functions/`, each with its own log group and a role that derives from its access. */
export const functions = Object.fromEntries(functionNames.map((name) => [name, make(name, access[name])])) as Record<
  FunctionName,
  { readonly fn: sst.aws.Function; readonly logs: aws.cloudwatch.LogGroup }
>

function make(name: FunctionName, may: Access) {
  const title = name[0]?.toUpperCase() + name.slice(1)
  const logs = new aws.cloudwatch.LogGroup(`${title}Logs`, { name: `/aws/lambda/${$app.name}-${$app.stage}-${name}` })
  const fn = new sst.aws.Function(title, {
    handler: `functions/${name}.handler`,
    description: `${$app.name} ${$app.stage}: ${name}`,
    ...sizes[name],
    logging: { format: 'json', logGroup: logs.name },
    environment: { ...settings(may), ...more(name) },
    permissions: [
      ...permissionsOf(may),
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [$interpolate`${logs.arn}:*`] },
    ],
  })
  return { fn, logs }
}

/** Names of the stack's parts, only of those that the function may use (`packages/cloud/src/settings.ts` reads them). */
function settings(may: Access): Record<string, string | $util.Output<string>> {
  return {
    ...(may.inbox.length > 0 ? { INBOX_BUCKET: inbox.name } : {}),
    ...(Object.keys(may.documents).length > 0 ? { WIRE_BUCKET: wire.name } : {}),
    ...(Object.keys(may.table).length > 0 ? { TABLE: ledger.name } : {}),
    ...Object.fromEntries(may.send.map((queue) => [queueSetting(queue), queues[queue].queue.url])),
    ...(may.configures ? { CONFIGURED_AT: configuredAt } : {}),
  }
}

function more(name: FunctionName): Record<string, string | $util.Output<string>> {
  const { publicUrl, publisher, origins, perMinute } = newsroom.api
  return {
    ...(name === 'desk' ? { DESK_KEY_SHA256: deskKey } : {}),
    ...(name === 'desk' || name === 'deliver' ? { WEBHOOK_KEY: webhookKey } : {}),
    ...(name === 'deliver' ? { PUBLIC_URL: publicUrl ?? http.url } : {}),
    ...(name === 'api' ? { PER_MINUTE: String(perMinute) } : {}),
    ...(name === 'api' && origins.length > 0 ? { ORIGINS: origins.join(' ') } : {}),
    ...(name === 'api' && publisher !== undefined ? { PUBLISHER: publisher } : {}),
    ...((name === 'api' || name === 'desk') && publicUrl !== undefined ? { PUBLIC_URL: publicUrl } : {}),
  }
}
