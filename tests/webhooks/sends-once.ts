/** Sends one webhook from a process of its own, for `environment.test.ts`. Arguments: the URL, its `host:port`, a file of certificates. */
import { readFileSync } from 'node:fs'
import { createSender } from '@depesche/webhooks/create-sender'
import { delivery } from './delivery.ts'

const [url = '', pair = '', ca = ''] = process.argv.slice(2)
await using sender = createSender({ allow: [pair], ca: readFileSync(ca, 'utf8'), seconds: 5 })
console.log(JSON.stringify(await sender.send({ ...delivery, url })))
