/** Holds the write lock of a file until it is told to let go by a file beside it: `node hold.ts DATABASE RELEASE`. */
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@depesche/local/database'

const [path = '', release = ''] = process.argv.slice(2)
const db = openDatabase(path)
db.exec('BEGIN IMMEDIATE')
console.log('held')
while (!existsSync(release)) await sleep(20)
db.exec('COMMIT')
db.close()
