import { Rejected } from '@depesche/article/model'
import type { Part } from '@depesche/wire/reader'
import type { DeskSettings } from '../desks.ts'
import { keys } from '../keys.ts'
import { updateItem } from '../ledger/items.ts'
import type { UploadItem } from '../ledger/shapes.ts'
import type { Observe } from '../observe.ts'
import type { Ports } from '../ports.ts'
import { takeIn, uploadId } from './receive.ts'

export interface Unpacking {
  readonly ports: Omit<Ports, 'inbox'>
  readonly observe: Observe
}

/** More is no message of a wire. */
const MOST_PARTS = 200

/**
 * An upload of several articles becomes as many uploads, each in the archive after it and with a message of its own: from here on they are
 * as any other, and one that cannot be read rejects nothing but itself. Doing it again does what is missing. Throws `Rejected` for too
 * many, or with a wish of the desk that can mean only one.
 */
export async function unpack(
  io: Unpacking,
  upload: string,
  item: UploadItem,
  parts: readonly Part[],
  desk: Pick<DeskSettings, 'name'>,
): Promise<void> {
  if (parts.length > MOST_PARTS)
    throw new Rejected('too-many-articles', `It holds ${parts.length} articles; ${MOST_PARTS} are the most.`, 'send fewer at a time')
  if (item.asId !== undefined || item.replaces !== undefined)
    throw new Rejected('wish-for-several', `It holds ${parts.length} articles, and the wish can mean only one.`, 'send that article alone')
  const about = {
    desk: { name: desk.name, withheld: item.releases ? ('release' as const) : ('hold' as const) },
    received: item.received,
    wishes: item.reason === undefined ? {} : { reason: item.reason },
  }
  const order = orderOf(item)
  for (const [index, { name, bytes }] of parts.entries()) {
    const number = String(index + 1).padStart(4, '0')
    const key = `${item.key}#${number}`
    const file = { key, name: `${item.name} (${index + 1} of ${parts.length}: ${name})`, versionId: item.versionId, partOf: upload }
    await takeIn(io, uploadId(file), { ...file, order: `${order}.${number}` }, bytes, about)
  }
  await updateItem<UploadItem>(io.ports.table, keys.upload(upload), (now) =>
    now === undefined || now.state !== 'received' ? undefined : { ...now, state: 'unpacked', parts: parts.length },
  )
  io.observe({ kind: 'unpacked', upload, name: item.name, parts: parts.length })
}

/** Of the upload's own key in the archive, between its time and the hash of its bytes: a dot sorts after the dash there. */
function orderOf({ original, received }: UploadItem): string {
  const time = received.replaceAll(/[:.]/g, '-')
  return original.slice(original.indexOf(time) + time.length + 1, original.lastIndexOf('-'))
}
