// Keeps a folder in step with a feed: one file per article, {id}.json, and none of what was withdrawn. Node 20 or newer.
//   KEY=depesche_… node follow.mjs https://wire.example.org/v1/feeds/demo/fr FOLDER
// One pass, then exit 0; from cron every minute: flock -n FOLDER node follow.mjs … (two at a time would undo each other's work).
// With --keep-on it goes on and passes every 30 seconds. docs/partner.md tells what the events mean.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [feed, folder, option] = process.argv.slice(2)
const path = (name) => join(folder, name)
// written beside and renamed: a file is there whole or not at all, whenever we are killed
const write = (name, text) => {
  writeFileSync(path('.new'), text, { flush: true })
  renameSync(path('.new'), path(name))
}

async function pass() {
  mkdirSync(folder, { recursive: true })
  // an empty cursor: we have begun before and were cut off early
  const isOurs = existsSync(path('cursor'))
  if (!isOurs) write('cursor', '')
  let cursor = readFileSync(path('cursor'), 'utf8')
  // the files that a reading from the beginning has brought: what it did not bring goes at its end
  let anew = isOurs && cursor === '' ? new Set() : undefined
  for (let more = true; more; ) {
    const url = new URL(feed)
    if (cursor) url.searchParams.set('after', cursor)
    const answer = await fetch(url, { headers: { authorization: `Bearer ${process.env.KEY}` }, signal: AbortSignal.timeout(60_000) })
    const page = await answer.json()
    if (cursor && page.type === '/problems/cursor-expired') {
      anew = new Set()
      cursor = ''
      continue
    }
    if (answer.status !== 200) throw new Error(`${answer.status} ${page.title}: ${page.detail}`)
    for (const { id, event, item } of page.entries) {
      if (!/^[a-z0-9-]{1,64}$/.test(id)) throw new Error(`not an id: ${JSON.stringify(id)}`)
      if (item) write(`${id}.json`, JSON.stringify(item))
      else if (event !== 'superseded') rmSync(path(`${id}.json`), { force: true })
      if (item) anew?.add(`${id}.json`)
    }
    cursor = page.next
    more = page.more
    // the cursor comes after the files, and when all is read anew after all of them: cut off before, we do the same again
    if (more && anew) continue
    if (anew) for (const name of readdirSync(folder)) if (name.endsWith('.json') && !anew.has(name)) rmSync(path(name))
    anew = undefined
    write('cursor', cursor)
  }
}

do {
  process.exitCode = 0
  await pass().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
} while (option === '--keep-on' && (await new Promise((resolve) => setTimeout(resolve, 30_000, true))))
