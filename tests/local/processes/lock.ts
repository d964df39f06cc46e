/** Holds a folder as `up` does, until it is killed: `node lock.ts FOLDER`. */
import { lockFolder } from '@depesche/local/lock'

const lock = lockFolder(process.argv[2] ?? '')
lock.announce({ pid: process.pid, port: 4711 })
console.log('locked')
setInterval(() => lock.announce({ pid: process.pid, port: 4711 }), 3_600_000)
