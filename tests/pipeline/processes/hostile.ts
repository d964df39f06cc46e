/** A reading process for files that are hostile, each in its way; anything else is read. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { Rejected } from '@depesche/article/model'
import { serveReads } from '@depesche/pipeline/serve-reads'
import { readTestCopy } from '../../lib/wire.ts'

const deeper = (depth: number): number => deeper(depth + 1) + 1

serveReads((upload) => {
  if (upload.name === 'endless') for (;;);
  if (upload.name === 'many') for (const all: object[] = []; ; ) all.push({ text: new Array(1000).fill(Math.random()) })
  if (upload.name === 'huge') for (const all: number[][] = []; ; ) all.push(new Array(1000).fill(all.length))
  if (upload.name === 'deep') deeper(0)
  if (upload.name === 'exit') process.exit(3)
  if (upload.name === 'write') writeFileSync('must-not-be', 'x')
  if (upload.name === 'spawn') execFileSync('true')
  if (upload.name === 'secrets')
    throw new Rejected(`sees ${Object.keys(process.env).filter((name) => name.startsWith('AWS')).length} secrets`, '', '')
  if (upload.name === 'fault') throw new TypeError('a fault of ours')
  if (upload.name === 'refused') throw new Rejected('no-story', 'a picture', 'send text', 7)
  return readTestCopy(upload)
})
