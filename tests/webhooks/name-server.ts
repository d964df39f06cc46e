import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import { onTestFinished } from 'vitest'

/** What is known of a name: its addresses, an error code (RFC 1035 section 4.1.1), or nothing that is ever said. */
export type Known = readonly string[] | 'nxdomain' | 'servfail' | 'silent'

/** A name server on loopback; answers `host:port`, and the names that it was asked for. */
export async function nameServer(names: Readonly<Record<string, Known>>) {
  const asked: string[] = []
  const server: Socket = createSocket('udp4', (query, from) => {
    const name = nameIn(query)
    asked.push(name)
    const known = names[name] ?? 'nxdomain'
    if (known !== 'silent') server.send(answerTo(query, known), from.port, from.address)
  })
  server.bind(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { address: `127.0.0.1:${server.address().port}`, asked }
}

const HEADER = 12
const CODES = { nxdomain: 3, servfail: 2 }
const TYPES = { 1: 4, 28: 6 } as const

function nameIn(query: Buffer): string {
  const labels: string[] = []
  for (let at = HEADER; query[at]; at += 1 + (query[at] ?? 0)) labels.push(query.toString('latin1', at + 1, at + 1 + (query[at] ?? 0)))
  return labels.join('.').toLowerCase()
}

function answerTo(query: Buffer, known: Exclude<Known, 'silent'>): Buffer {
  const end = query.indexOf(0, HEADER) + 1
  const type = query.readUInt16BE(end) as keyof typeof TYPES
  const fitting = typeof known === 'string' ? [] : known.filter((address) => isIPv6(address) === (TYPES[type] === 6))
  const head = Buffer.from(query.subarray(0, end + 4))
  head.writeUInt16BE(0x8180 | (typeof known === 'string' ? CODES[known] : 0), 2)
  head.writeUInt16BE(fitting.length, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, ...fitting.map((address) => recordOf(type, bytesOf(address)))])
}

/** For the name of the question, for a minute. */
function recordOf(type: number, data: Buffer): Buffer {
  const record = Buffer.from([0xc0, HEADER, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length])
  return Buffer.concat([record, data])
}

/** An IPv6 address must be written out in full. */
const bytesOf = (address: string) =>
  isIPv6(address) ? Buffer.from(address.replaceAll(':', ''), 'hex') : Buffer.from(address.split('.').map(Number))
