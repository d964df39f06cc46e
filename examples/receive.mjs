// Takes the webhooks of a wire and keeps a folder per feed in step with it: one file per article, and none of what was withdrawn.
//   SECRET=whsec_… node receive.mjs PORT FOLDER      (while a secret is replaced: SECRET="whsec_new whsec_old"). Node 20 or newer.
// Put a proxy with TLS in front. docs/partner.md tells what the events mean. Only one of it may write to a folder.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

const [port, folder] = process.argv.slice(2)
const secrets = (process.env.SECRET ?? '').split(' ').map((secret) => Buffer.from(secret.replace('whsec_', ''), 'base64'))
if (secrets.some((secret) => secret.length < 24)) throw new Error('SECRET: whsec_… is needed')
// written beside and renamed: a file is there whole or not at all, whenever we are killed
const write = (path, text) => {
  writeFileSync(`${path}.new`, text, { flush: true })
  renameSync(`${path}.new`, path)
}

/** standardwebhooks.com, "Signature scheme": HMAC-SHA256 of id, timestamp and body; not older than five minutes. */
function isSigned({ 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' }, body) {
  if (!(Math.abs(Date.now() / 1000 - Number(at)) < 300)) return false
  const wanted = secrets.map((secret) => createHmac('sha256', secret).update(`${id}.${at}.`).update(body).digest())
  const given = signatures.split(' ').map((each) => Buffer.from(each.replace('v1,', ''), 'base64'))
  return given.some((one) => wanted.some((other) => one.length === other.length && timingSafeEqual(one, other)))
}

function take({ type, data }) {
  if (type === 'webhook.test') return
  const { product, language, sequence = 0, id = 'none', item, event, next, more } = data
  if (![`${product}-${language}`, id].every((name) => /^[A-Za-z0-9-]{1,90}$/.test(name))) throw new Error('not a name')
  const path = (name) => join(folder, `${product}-${language}`, name)
  mkdirSync(path(''), { recursive: true })
  const [epoch, had] = existsSync(path('cursor')) ? readFileSync(path('cursor'), 'utf8').split('.') : []
  // the same again, or one that was overtaken: it may come twice, it is done once
  if (epoch === next.split('.')[0] && sequence <= Number(had)) return
  // the wire was restored and tells all of it from the beginning: what has not come again by its end goes
  if (type === 'feed.restarted') write(path('restarted'), next)
  else if (item) write(path(`${id}.json`), JSON.stringify(item))
  else rmSync(path(`${id}.json`), { force: true })
  if (!more && existsSync(path('restarted'))) {
    const since = statSync(path('restarted')).mtimeMs
    for (const name of readdirSync(path(''))) if (name.endsWith('.json') && statSync(path(name)).mtimeMs < since) rmSync(path(name))
    rmSync(path('restarted'))
  }
  write(path('cursor'), next)
  if (event === 'canceled') console.log(`withdrawn: ${id}: ${data.notice}`)
}

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray())
  if (!isSigned(request.headers, body)) return response.writeHead(401).end()
  try {
    take(JSON.parse(body))
    response.writeHead(204).end()
  } catch (error) {
    // it comes again
    console.error(error.message)
    response.writeHead(500).end()
  }
}).listen(Number(port), '127.0.0.1', function () {
  console.log(`takes webhooks on http://127.0.0.1:${this.address().port}`)
})
