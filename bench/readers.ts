/**
 * `npm run bench:readers`: what reading costs, by format: MB/s from the bytes to an article (decoded, recognised, parsed, every text carried or
 * noted, language told, doubts raised), against the bare parser underneath on the same files, which only decodes and parses them and
 * throws all away, and against a DOM script such as a user would write: headline and paragraphs, nothing else. The files: the golden
 * folders, and the references where they are at hand; `long`: the same with their paragraphs thirty times. Five runs, median and spread.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { read } from '@depesche/wire/readers'
import { decodeXml } from '@depesche/wire/xml/decode-xml'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import { DOMParser } from '@xmldom/xmldom'
import { parse as parseHtml } from 'parse5'
import { SaxesParser } from 'saxes'
import { desk, goldenCases } from '../tests/golden/cases.ts'

const RUNS = 5
const MILLISECONDS = 200
const reference = resolve(import.meta.dirname, '../../shared/reference')

interface File {
  readonly bytes: Uint8Array
  readonly label: string
}
type Work = (file: File) => unknown

const text = ({ bytes, label }: File) => new TextDecoder(label, { fatal: true }).decode(bytes)

/** The parser that ours stands on, with the same settings; its events are counted, so that it has to make them. */
function saxes(file: File): number {
  const parser = new SaxesParser({ xmlns: true, position: true })
  let events = 0
  const count = () => void events++
  parser.on('opentag', count)
  parser.on('text', count)
  parser.on('cdata', count)
  parser.on('closetag', count)
  parser.write(text(file)).close()
  return events
}

const tree: Work = ({ bytes }) => parseXml(decodeXml(bytes).text)

/** Headline and paragraphs by their names, wherever they stand. */
const domScript =
  (...headlines: readonly string[]): Work =>
  (file) => {
    const document = new DOMParser({ onError: () => {} }).parseFromString(text(file), 'text/xml')
    const all = (name: string) => [...document.getElementsByTagName(name)].map((one) => one.textContent?.replaceAll(/\s+/g, ' ').trim())
    return { headline: headlines.map((name) => all(name)[0]).find((line) => line), paragraphs: all('p') }
  }

function jsonScript(file: File) {
  const { headline, headline_main, headlines, article_html, body_xhtml, bodies } = JSON.parse(text(file))
  const html: string = article_html ?? body_xhtml ?? bodies?.[0]?.value ?? ''
  const paragraphs = html.split(/<\/p>/).map((one) => one.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '))
  return { headline: headline ?? headline_main ?? headlines?.[0]?.value, paragraphs }
}

interface Peers {
  readonly underneath: string
  readonly bare: Work
  readonly script?: Work
  readonly references?: readonly (readonly [folder: string, name: RegExp])[]
}

const lines: Work = (file) => text(file).split('\n').length
const PEERS: Readonly<Record<string, Peers>> = {
  newsml12: { underneath: 'saxes', bare: saxes, script: domScript('HeadLine'), references: [['sda/samples/newsml12', /\.xml$/]] },
  'newsml-g2': {
    underneath: 'saxes',
    bare: saxes,
    script: domScript('headline'),
    references: [
      ['sda/samples/g2', /\.xml$/],
      ['dpa/newsmlg2/output', /\.xml$/],
    ],
  },
  nitf: { underneath: 'saxes', bare: saxes, script: domScript('hl1', 'title'), references: [['dpa/nitf', /\.xml$/]] },
  mars: { underneath: 'saxes, parse5', bare: saxes, script: domScript('TITLE'), references: [['sda/samples/mars', /\.mrs$/]] },
  ninjs: { underneath: 'JSON.parse', bare: (file) => JSON.parse(text(file)), script: jsonScript },
  'dpa-digitalwires': {
    underneath: 'JSON.parse',
    bare: (file) => JSON.parse(text(file)),
    script: jsonScript,
    references: [['dpa/iptc7901/input', /\.json$/]],
  },
  'web-page': { underneath: 'parse5', bare: (file) => parseHtml(text(file)) },
  iptc7901: { underneath: 'lines', bare: lines, references: [['dpa/iptc7901/output', /\.iptc$/]] },
  'sda-text': { underneath: 'lines', bare: lines, references: [['sda/samples/text', /./]] },
  'text-paste': { underneath: 'lines', bare: lines, references: [['seed', /\.txt$/]] },
}

const tolerant = (bytes: Uint8Array) => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) && 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** The files of a format that hold an article, and that every side can read. */
function filesOf(format: string, peers: Peers): readonly File[] {
  const golden = goldenCases().filter((one) => one.format === format)
  const folders = (peers.references ?? []).flatMap(([folder, name]) => {
    const path = resolve(reference, folder)
    const names = (() => {
      try {
        return readdirSync(path)
      } catch {
        return []
      }
    })()
    return names.filter((one) => name.test(one)).map((one) => readFileSync(resolve(path, one)))
  })
  const files = [...golden.map(({ upload }) => upload.bytes), ...folders].map((bytes) => ({ bytes, label: tolerant(bytes) }))
  return files.filter((file) => [ours, peers.bare, peers.script].every((work) => work === undefined || works(work, file)))
}

function works(work: Work, file: File): boolean {
  try {
    work(file)
    return true
  } catch {
    return false
  }
}

const ours: Work = ({ bytes }) => read({ name: 'bench', bytes }, desk)

/** The same document with its paragraphs thirty times. */
function long(file: File): File {
  const whole = text(file)
  const [from, to] = [whole.search(/<p[\s>]/), whole.lastIndexOf('</p>') + 4]
  if (from < 0 || to < from) return file
  const repeated = `${whole.slice(0, from)}${whole.slice(from, to).repeat(30)}${whole.slice(to)}`
  return { bytes: new TextEncoder().encode(repeated.replace(/^<\?xml.*?\?>/, '<?xml version="1.0"?>')), label: 'utf-8' }
}

/** MB/s: all files, again and again, for some time. */
function speed(work: Work, files: readonly File[]): number {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0)
  const start = performance.now()
  let rounds = 0
  for (; performance.now() - start < MILLISECONDS; rounds++) for (const file of files) work(fresh(file))
  return (rounds * bytes) / (performance.now() - start) / 1000
}

/** An upload is new each time: nothing is known of it yet. */
const fresh = ({ bytes, label }: File): File => ({ bytes: bytes.subarray(), label })

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const spread = (values: readonly number[]) =>
  values.length === 0 ? '–' : `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`

function measured(format: string, peers: Peers, files: readonly File[]) {
  const isXml = peers.bare === saxes
  const sides = { ours, bare: peers.bare, ...(isXml && { tree }), ...(peers.script && { script: peers.script }) }
  const all: Record<string, number[]> = {}
  for (const work of Object.values(sides)) speed(work, files)
  for (let run = 0; run < RUNS; run++)
    for (const [side, work] of Object.entries(sides)) {
      all[side] ??= []
      all[side].push(speed(work, files))
    }
  const ratio = (side: string, to: string) => spread((all[side] ?? []).map((one, run) => one / (all[to]?.[run] ?? Number.NaN)))
  return {
    format,
    files: files.length,
    'KB each': Number((files.reduce((sum, { bytes }) => sum + bytes.length, 0) / files.length / 1000).toFixed(1)),
    'MB/s': Number(median(all.ours ?? []).toFixed(1)),
    underneath: peers.underneath,
    'its MB/s': Number(median(all.bare ?? []).toFixed(1)),
    'ours to it': ratio('ours', 'bare'),
    'tree to it': isXml ? ratio('tree', 'bare') : '–',
    'ours to a script': peers.script ? ratio('ours', 'script') : '–',
  }
}

const rows = Object.entries(PEERS).flatMap(([format, peers]) => {
  const files = filesOf(format, peers)
  const isXml = peers.bare === saxes && format !== 'mars'
  const longs = isXml ? files.map(long).filter((file) => works(ours, file) && works(peers.bare, file)) : []
  // a script that finds nothing would be fast
  for (const file of files) {
    const found = peers.script?.(file) as { headline?: string } | undefined
    if (peers.script && format !== 'mars' && !found?.headline) console.log(`${format}: the script finds no headline in one file`)
  }
  return [measured(format, peers, files), ...(longs.length > 0 ? [measured(`${format}, long`, peers, longs)] : [])]
})
console.table(rows)
