// Keeps a folder in step with a feed: one file per article, {id}.json, and none of what was withdrawn. Node 20 or newer.
//   KEY=depesche_… node follow.mjs https://wire.example.org/v1/feeds/demo/fr FOLDER
// FOLDER: empty, or its own. One pass; from cron every minute: flock -n FOLDER node follow.mjs … (two at a time would undo each
// other's work). It may be killed anywhere: what a page asks comes before its cursor, and is done again. docs/partner.md tells more.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

process.on('uncaughtException', ({ message }) => process.exit(console.error(message) ?? 1))
const [feed, folder] = process.argv.slice(2)
const write = (name, text) => {
  writeFileSync(`${folder}/.new`, text, { flush: true })
  renameSync(`${folder}/.new`, `${folder}/${name}`)
}
mkdirSync(folder, { recursive: true })
if (readdirSync(folder).length === 0) writeFileSync(`${folder}/cursor`, '')
let page = { next: readFileSync(`${folder}/cursor`, 'utf8'), more: true }
// read from the beginning: what the feed did not bring goes at the end
let brought = page.next === '' ? new Set() : undefined
while (page.more) {
  const url = page.next === '' ? feed : `${feed}${feed.includes('?') ? '&' : '?'}after=${page.next}`
  page = await (await fetch(url, { headers: { authorization: `Bearer ${process.env.KEY}` }, signal: AbortSignal.timeout(60_000) })).json()
  // the wire was restored from a backup
  if (url !== feed && page.type === '/problems/cursor-expired') [brought, page] = [new Set(), { entries: [], next: '', more: true }]
  else if (!page.entries) throw new Error(`${page.status} ${page.title}: ${page.detail}`)
  for (const { id, event, item } of page.entries) {
    if (!/^[a-z0-9-]{1,64}$/.test(id)) throw new Error(`not an id: ${JSON.stringify(id)}`)
    if (item) write(`${id}.json`, JSON.stringify(item))
    else if (event !== 'superseded') rmSync(`${folder}/${id}.json`, { force: true })
    brought?.add(`${id}.json`)
  }
  for (const name of brought && !page.more ? readdirSync(folder) : [])
    if (name.endsWith('.json') && !brought.has(name)) rmSync(`${folder}/${name}`)
  if (!brought || !page.more) write('cursor', page.next)
}
