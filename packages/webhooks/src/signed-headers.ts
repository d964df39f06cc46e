import type { Delivery } from '@depesche/pipeline/sender'
import { Webhook } from 'standardwebhooks'
import manifest from '../package.json' with { type: 'json' }

/**
 * The headers of a webhook by the Standard Webhooks scheme (standardwebhooks.com, "Signature scheme"), signed with each secret;
 * `now` in epoch milliseconds. Throws for an id or a secret that is none: those are of our own making.
 */
export function signedHeaders({ id, body, secrets }: Delivery, now: number): Readonly<Record<string, string>> {
  if (!/^[\w-]+$/.test(id)) throw new TypeError('a webhook id is of letters, digits, "_" and "-"')
  if (secrets.length === 0) throw new TypeError('a webhook needs a secret to be signed with')
  const at = new Date(now)
  return {
    'content-type': 'application/json',
    'user-agent': `Depesche/${manifest.version} (webhooks)`,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}
