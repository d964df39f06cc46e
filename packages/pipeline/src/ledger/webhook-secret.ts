import { createHmac } from 'node:crypto'

/**
 * The secret that a partner's webhooks are signed with: `whsec_` and the base64 of 32 bytes, as Standard Webhooks writes it.
 * It follows from the house's own key and the number of the change that brought it, so it lies in no ledger, archive or backup.
 */
export function webhookSecret(houseKey: string, partner: string, number: number): string {
  const bytes = createHmac('sha256', houseKey)
    .update(JSON.stringify(['depesche webhook', partner, number]))
    .digest('base64')
  return `whsec_${bytes}`
}
