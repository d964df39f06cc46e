import { padded } from '@depesche/pipeline/keys'
import { partnerKeyHash } from '@depesche/pipeline/ledger/partner-key'
import { partnerOf } from '@depesche/pipeline/ledger/partners'
import { writeKeyUse, writeReceipt } from '@depesche/pipeline/ledger/receipts'
import type { Ports } from '@depesche/pipeline/ports'
import { createNote, type NoteOnce } from './note-once.ts'
import type { PartnerApi } from './partner-api.ts'

/** What the partner API asks of the ledger, and notes there beside its answers: the use of keys, and what partners confirm. */
export type PartnerDoor = Required<Pick<PartnerApi, 'partnerOf' | 'confirmed' | 'onError'>>

/** The door over a table. A key's use is noted once an hour, a cursor once; neither fails a request, nor holds it up for long. */
export function partnerDoor({ table, clock, ...noting }: Pick<Ports, 'table' | 'clock'> & NoteOnce): PartnerDoor {
  const [noteUse, noteReceipt] = [createNote(noting), createNote(noting)]
  return {
    onError: noting.onError,
    partnerOf: async (key) => {
      const now = clock()
      const partner = await partnerOf(table, key, now)
      if (partner === undefined) return undefined
      const hash = partnerKeyHash(key)
      const hour = new Date(now).toISOString().slice(0, 13)
      await noteUse(`the use of key ${hash.slice(0, 8)} of ${partner.name}`, hour, () => writeKeyUse(table, partner.name, hash, now))
      return partner
    },
    confirmed: (partner, feed, { epoch, sequence }) => {
      const at = new Date(clock()).toISOString()
      const write = () => writeReceipt(table, partner, feed, { epoch, sequence }, { at, by: 'pull' })
      return noteReceipt(`the receipt of ${partner} in ${feed.product}/${feed.language}`, `${padded(epoch)}.${padded(sequence)}`, write)
    },
  }
}
