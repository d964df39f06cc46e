import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { DeliveryFault } from '@depesche/pipeline/sender'

/** What a receiver may do with our connection. */
export interface HostileAnswer {
  readonly class: string
  readonly name: string
  readonly serve: (socket: Socket) => void
  /** the status where it is an answer all the same */
  readonly outcome: number | DeliveryFault
  /** we speak TLS to it and it does not; else plain HTTP */
  readonly over?: 'tls'
}

/** Once a request has begun to come. */
const onRequest = (serve: (socket: Socket) => void) => (socket: Socket) => void socket.once('data', () => serve(socket))
const says = (text: string | Uint8Array) => onRequest((socket) => void socket.write(text))
const saysAndCloses = (text: string) => onRequest((socket) => void socket.end(text))
/** A chunk after the other as fast as they are taken, until the connection ends. */
function endlessly(socket: Socket, begin: string, chunk: string | Uint8Array): void {
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
    socket.once('drain', pour)
  }
  socket.write(begin)
  pour()
}
const pours = (begin: string, chunk: string | Uint8Array) => onRequest((socket) => endlessly(socket, begin, chunk))
function drips(begin: string, chunk: string): (socket: Socket) => void {
  return onRequest((socket) => {
    socket.write(begin)
    const timer = setInterval(() => socket.write(chunk), 10)
    socket.on('close', () => clearInterval(timer))
  })
}

/** It reads again only when we must have gone, so that it sees it. */
const readsNothing = (socket: Socket) => {
  setImmediate(() => socket.pause())
  setTimeout(() => socket.resume(), 400)
}

const KIB = 'x'.repeat(1_024)
const OK = 'HTTP/1.1 200 OK\r\n'
const bomb = gzipSync(Buffer.alloc(20_000_000))

export const HOSTILE_ANSWERS: readonly HostileAnswer[] = [
  { class: 'slow', name: 'takes the connection and speaks no TLS', serve: () => {}, outcome: 'too-slow', over: 'tls' },
  { class: 'slow', name: 'takes the request and says nothing', serve: says(''), outcome: 'too-slow' },
  { class: 'slow', name: 'reads nothing', serve: readsNothing, outcome: 'too-slow' },
  { class: 'slow', name: 'lets a head trickle, a byte a moment', serve: drips(`${OK}x-a: `, 'x'), outcome: 'too-slow' },
  { class: 'slow', name: 'lets headers trickle', serve: drips(OK, 'a: b\r\n'), outcome: 'too-slow' },
  { class: 'slow', name: 'lets a header’s spaces trickle', serve: drips(`${OK}x-a:`, ' '), outcome: 'too-slow' },
  { class: 'slow', name: 'stops before the end of its head', serve: says(`${OK}content-length: 0\r\n`), outcome: 'too-slow' },
  { class: 'slow', name: 'says 100 again and again', serve: drips('', 'HTTP/1.1 100 Continue\r\n\r\n'), outcome: 'too-slow' },
  {
    class: 'slow',
    name: 'says 103 again and again',
    serve: drips('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
    outcome: 'too-slow',
  },
  { class: 'slow', name: 'lets a body trickle', serve: drips(`${OK}content-length: 1000000\r\n\r\n`, 'x'), outcome: 200 },
  { class: 'slow', name: 'lets chunks trickle', serve: drips(`${OK}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n'), outcome: 200 },
  { class: 'slow', name: 'answers and never ends', serve: says(`${OK}\r\n`), outcome: 200 },
  { class: 'huge', name: 'headers without end', serve: pours(OK, `a: ${KIB}\r\n`), outcome: 'unreachable' },
  { class: 'huge', name: 'one header without end', serve: pours(`${OK}a: `, KIB), outcome: 'unreachable' },
  { class: 'huge', name: 'a header’s name without end', serve: pours(OK, KIB), outcome: 'unreachable' },
  { class: 'huge', name: 'spaces before a header’s value without end', serve: pours(`${OK}a:`, ' '.repeat(1_024)), outcome: 'unreachable' },
  { class: 'huge', name: 'a reason phrase without end', serve: pours('HTTP/1.1 200 ', KIB), outcome: 'unreachable' },
  { class: 'huge', name: '100s without end', serve: pours('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(40)), outcome: 'unreachable' },
  {
    class: 'huge',
    name: '103s with large heads',
    serve: pours('', `HTTP/1.1 103 Early Hints\r\na: ${KIB.repeat(17)}\r\n\r\n`),
    outcome: 'unreachable',
  },
  {
    class: 'huge',
    name: 'a head a little larger than 16 KB',
    serve: says(`${OK}a: ${'x'.repeat(16_400)}\r\n\r\n`),
    outcome: 'unreachable',
  },
  { class: 'huge', name: 'a body without end', serve: pours(`${OK}\r\n`, KIB), outcome: 200 },
  { class: 'huge', name: 'a body of ten billion bytes', serve: pours(`${OK}content-length: 10000000000\r\n\r\n`, KIB), outcome: 200 },
  { class: 'huge', name: 'chunks without end', serve: pours(`${OK}transfer-encoding: chunked\r\n\r\n`, `400\r\n${KIB}\r\n`), outcome: 200 },
  {
    class: 'huge',
    name: 'a chunk’s extension without end',
    serve: pours(`${OK}transfer-encoding: chunked\r\n\r\n1;a=`, KIB),
    outcome: 200,
  },
  {
    class: 'huge',
    name: 'trailers without end',
    serve: pours(`${OK}transfer-encoding: chunked\r\n\r\n0\r\n`, `a: ${KIB}\r\n`),
    outcome: 200,
  },
  {
    class: 'compressed',
    name: 'a bomb',
    serve: says(Buffer.concat([Buffer.from(`${OK}content-encoding: gzip\r\n\r\n`), bomb])),
    outcome: 200,
  },
  {
    class: 'compressed',
    name: 'what is not',
    serve: says(`${OK}content-encoding: gzip, br, deflate\r\ncontent-length: 3\r\n\r\nabc`),
    outcome: 200,
  },
  { class: 'not HTTP', name: 'SSH', serve: (socket) => void socket.write('SSH-2.0-OpenSSH_9.7\r\n'), outcome: 'unreachable' },
  { class: 'not HTTP', name: 'SMTP', serve: (socket) => void socket.write('220 mail.example ESMTP\r\n'), outcome: 'unreachable' },
  { class: 'not HTTP', name: 'Redis', serve: says("-ERR unknown command 'POST'\r\n"), outcome: 'unreachable' },
  { class: 'not HTTP', name: 'a page without a head', serve: saysAndCloses('<html>hello</html>'), outcome: 'unreachable' },
  { class: 'not HTTP', name: 'HTTP/2', serve: says(Buffer.from('000006040000000000000400010000', 'hex')), outcome: 'unreachable' },
  {
    class: 'not HTTP',
    name: 'noise',
    serve: says(Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 37) % 256))),
    outcome: 'unreachable',
  },
  {
    class: 'not HTTP',
    name: 'HTTP where TLS is meant',
    serve: saysAndCloses('HTTP/1.1 400 Bad Request\r\n\r\n'),
    outcome: 'unreachable',
    over: 'tls',
  },
  { class: 'not HTTP', name: 'noise where TLS is meant', serve: says(Buffer.alloc(500, 0xff)), outcome: 'unreachable', over: 'tls' },
  { class: 'cut off', name: 'at once', serve: (socket) => void socket.destroy(), outcome: 'unreachable' },
  { class: 'cut off', name: 'at once, where TLS is meant', serve: (socket) => void socket.destroy(), outcome: 'unreachable', over: 'tls' },
  { class: 'cut off', name: 'with a reset', serve: (socket) => void socket.resetAndDestroy(), outcome: 'unreachable' },
  { class: 'cut off', name: 'with the request read', serve: onRequest((socket) => void socket.end()), outcome: 'unreachable' },
  { class: 'cut off', name: 'in its head', serve: saysAndCloses(`${OK}content-le`), outcome: 'unreachable' },
  { class: 'cut off', name: 'after a 103', serve: saysAndCloses('HTTP/1.1 103 Early Hints\r\n\r\n'), outcome: 'unreachable' },
  { class: 'cut off', name: 'in its body', serve: saysAndCloses(`${OK}content-length: 100\r\n\r\nabc`), outcome: 200 },
  { class: 'lies', name: 'two lengths', serve: says(`${OK}content-length: 1\r\ncontent-length: 2\r\n\r\nab`), outcome: 'unreachable' },
  { class: 'lies', name: 'a length that is negative', serve: says(`${OK}content-length: -1\r\n\r\n`), outcome: 'unreachable' },
  {
    class: 'lies',
    name: 'a length beyond all numbers',
    serve: says(`${OK}content-length: 99999999999999999999999\r\n\r\n`),
    outcome: 'unreachable',
  },
  {
    class: 'lies',
    name: 'a length and chunks',
    serve: says(`${OK}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
    outcome: 'unreachable',
  },
  { class: 'lies', name: 'chunks that are none', serve: says(`${OK}transfer-encoding: chunked\r\n\r\nzz\r\n`), outcome: 200 },
  { class: 'lies', name: 'more than its length', serve: says(`${OK}content-length: 1\r\n\r\nabcdef`), outcome: 200 },
  {
    class: 'lies',
    name: 'a second answer',
    serve: says(`${OK}content-length: 0\r\n\r\nHTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n`),
    outcome: 200,
  },
  {
    class: 'lies',
    name: 'another protocol',
    serve: says('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nSECRET'),
    outcome: 'unreachable',
  },
  { class: 'lies', name: 'a line break in a header', serve: says(`${OK}a: b\r\rc: d\n\n\r\n`), outcome: 'unreachable' },
  { class: 'lies', name: 'a status that is none', serve: says('HTTP/1.1 2OO OK\r\n\r\n'), outcome: 'unreachable' },
  {
    class: 'lies',
    name: 'a wait that is none',
    serve: says('HTTP/1.1 503 SECRET\r\nretry-after: SECRET\r\ncontent-length: 0\r\n\r\n'),
    outcome: 503,
  },
]
