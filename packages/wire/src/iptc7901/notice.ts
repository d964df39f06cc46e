import type { Identity, Notice } from '@depesche/article/model'
import { type NoticeSource, noticeOf } from '../notice/notice-of.ts'

const URN = /urn:newsml:[a-z0-9.-]{1,60}:\d{8}:[\w.:-]{1,60}\w/gi
const MOST = 20

/**
 * What a kill or a correction of this wire says of the text that it means: a number of the wire with its day (`bdt0417`), and the URN that
 * the story has in dpa's other wire (`der Meldung mit der Kennung urn:newsml:dpa.com:…`).
 */
export function messageNotice(source: NoticeSource): Notice | undefined {
  const notice = noticeOf(source)
  if (notice === undefined) return undefined
  const numbered = notice.identities.filter(({ scheme }) => scheme === 'text').map((one): Identity => ({ ...one, scheme: 'iptc7901' }))
  const others = numbered.filter(({ value }) => value !== source.identity?.value)
  const urns = [...new Set(source.text.slice(0, 200_000).match(URN) ?? [])].slice(0, MOST)
  return { ...notice, identities: [...others, ...urns.map((value): Identity => ({ scheme: 'dpa', value }))] }
}
