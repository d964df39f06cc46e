import type { FunctionName } from '@depesche/cloud/access'
import { functions } from './functions.ts'

/** Where our own metrics lie, apart for each stage. */
export const namespace = `${$app.name}/${$app.stage}`

/**
 * Counts what a function logs. Lambda's JSON logs carry what was logged as an object under `message`.
 * @param value what is counted: `1`, or a field as `$.message.seconds`
 */
function metric(name: string, from: FunctionName, kind: string, value = '1', unit = 'Count'): void {
  new aws.cloudwatch.LogMetricFilter(`${name}Metric`, {
    name,
    logGroupName: functions[from].logs.name,
    pattern: `{ $.message.kind = "${kind}" }`,
    metricTransformation: { name, namespace, value, unit },
  })
}

metric('OldestWork', 'tick', 'gauges', '$.message.oldestSeconds', 'Seconds')
metric('LateDecision', 'tick', 'gauges', '$.message.decisionSeconds', 'Seconds')
metric('Outdated', 'tick', 'gauges', '$.message.outdated')
metric('Ceiling', 'translate', 'ceiling')
metric('Failed', 'translate', 'failed')
metric('WebhookDisabled', 'deliver', 'webhook-disabled')
metric('Rejected', 'normalize', 'rejected')
// how many lie there now: the alarm lasts until they are gone
metric('Stray', 'tick', 'gauges', '$.message.strays')
metric('Latency', 'syndicate', 'out', '$.message.seconds', 'Seconds')
