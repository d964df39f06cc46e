import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { defaultPackages, FetchError, type FetchEvent, fetchApertium } from '@depesche/engines/apertium-fetch'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { processesIn, until } from '../lib/engines/processes.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'depesche-fetch-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const folder = () => join(home, 'apertium')
const programs = () => join(home, 'bin')
/** Programs of these names that do what the shell script says, and the few that it needs. */
function put(scripts: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  mkdirSync(programs(), { recursive: true })
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(programs(), name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(programs(), name), 0o755)
  }
  return { PATH: [programs(), '/usr/bin', '/bin'].join(delimiter), TMP_HOME: home }
}

const PLAN = 'Inst apertium-fr-es (0.9.4-1 Debian:12.5/stable [all])'
const URI = `'http://deb.example/pool/apertium-fr-es_0.9.4-1_all.deb' apertium-fr-es_0.9.4-1_all.deb 10 SHA256:00`
/** apt-get as far as it is used here; `download` is what happens when it comes to that. */
const apt = (download: string) => ({
  'apt-get': `case "$*" in
    *--version*) ;;
    install*) echo "$*" >> "$TMP_HOME/asked"; echo "${PLAN}" ;;
    *--print-uris*) echo "${URI}" ;;
    download*) ${download} ;;
  esac`,
  'apt-cache': 'echo "Installed-Size: 30"',
  dpkg: `[ "$1" = --version ] || mkdir -p "$3/usr/share/apertium/modes" "$3/usr/share/doc/x" "$3/usr/lib"`,
})
const failed = (job: Promise<unknown>) =>
  job.then(
    () => undefined,
    (thrown: unknown) => thrown as FetchError,
  )

describe('fetchApertium()', () => {
  test('loads, unpacks and says what it does', async () => {
    const env = put(apt('printf 0123456789 > apertium-fr-es_0.9.4-1_all.deb'))
    const events: FetchEvent[] = []
    const fetched = await fetchApertium({ folder: folder(), packages: ['apertium-fr-es'], env, report: (event) => events.push(event) })
    expect(fetched).toMatchObject({ outcome: 'fetched', downloadedBytes: 10 })
    expect(events.find((event) => event.kind === 'plan')).toEqual({
      kind: 'plan',
      packages: [{ name: 'apertium-fr-es', version: '0.9.4-1', suite: 'Debian:12.5/stable' }],
      hosts: ['http://deb.example'],
      suites: ['Debian:12.5/stable'],
      bytes: 10,
      diskBytes: 30 * 1024,
    })
    expect(events.at(-1)).toEqual({ kind: 'unpack', done: 1, of: 1 })
    expect(events.filter((event) => event.kind === 'download').at(-1)).toEqual({ kind: 'download', bytes: 10, of: 10 })
    expect(readdirSync(folder())).toEqual(['root'])
    expect(existsSync(join(folder(), 'root/usr/share/doc'))).toBe(false)
  })

  test('does nothing the second time, and adds to what is there', async () => {
    const env = put(apt('echo x > a.deb'))
    const get = (name: string) => fetchApertium({ folder: folder(), packages: [name], env })
    await get('apertium-fr-es')
    expect((await get('apertium-fr-es')).outcome).toBe('there')
    expect((await get('apertium-spa-ita')).outcome).toBe('fetched')
    const asked = readFileSync(join(home, 'asked'), 'utf8').trim().split('\n')
    expect(asked).toHaveLength(2)
    expect(asked[1]).toContain('apertium-fr-es apertium-spa-ita cg3')
    expect((await get('apertium-fr-es')).outcome).toBe('there')
  })

  test('says that it is for Debian and Ubuntu where there is no apt-get or no dpkg', async () => {
    for (const tool of ['apt-get', 'dpkg']) {
      const env = { PATH: programs() }
      put(apt('true'))
      symlinkSync('/bin/sh', join(programs(), 'sh'))
      rmSync(join(programs(), tool))
      const thrown = await failed(fetchApertium({ folder: folder(), env }))
      expect(thrown).toBeInstanceOf(FetchError)
      expect(thrown).toMatchObject({
        problem: 'missing-tool',
        message: `${tool} is not on this machine`,
        remedy: expect.stringContaining('Debian and Ubuntu only'),
      })
      expect(existsSync(folder())).toBe(false)
      rmSync(programs(), { recursive: true })
    }
  })

  test('an abort ends apt and leaves nothing behind', async () => {
    const env = put(apt('echo $$ > "$TMP_HOME/apt-pid"; head -c 5 /dev/zero > half.deb; sleep 600'))
    const stop = new AbortController()
    const fetching = failed(fetchApertium({ folder: folder(), packages: ['apertium-fr-es'], env, signal: stop.signal }))
    await until(() => existsSync(join(home, 'apt-pid')) && readFileSync(join(home, 'apt-pid'), 'utf8') !== '')
    stop.abort()
    expect(await fetching).toMatchObject({ name: 'FetchError', problem: 'aborted' })
    expect(readdirSync(folder())).toEqual([])
    const group = Number(readFileSync(join(home, 'apt-pid'), 'utf8'))
    // a killed process takes a moment to be gone; one that was left would stay for ten minutes
    await until(() => processesIn(group).length === 0)
    expect(processesIn(group)).toEqual([])
  })

  test('gives up when it takes too long, and keeps the installation that was there', async () => {
    await fetchApertium({ folder: folder(), packages: ['apertium-fr-es'], env: put(apt('echo x > a.deb')) })
    const env = put(apt('sleep 600'))
    const thrown = await failed(fetchApertium({ folder: folder(), packages: ['apertium-spa-ita'], env, timeoutMs: 300 }))
    expect(thrown).toMatchObject({ problem: 'too-slow' })
    expect(readdirSync(folder())).toEqual(['root'])
    expect(JSON.parse(readFileSync(join(folder(), 'root/depesche.json'), 'utf8'))).toMatchObject({ asked: ['apertium-fr-es'] })
  })

  test('removes what a killed process left, and leaves alone what a living one uses', async () => {
    const dead = spawn('true')
    await new Promise((resolve) => dead.once('close', resolve))
    const living = spawn('sleep', ['600'])
    const left = `.fetch-${dead.pid}-x`
    const used = `.fetch-${living.pid}-x`
    for (const name of [left, used]) mkdirSync(join(folder(), name, 'debs'), { recursive: true })
    try {
      await fetchApertium({ folder: folder(), packages: ['apertium-fr-es'], env: put(apt('echo x > a.deb')) })
      expect(readdirSync(folder()).sort()).toEqual([used, 'root'])
    } finally {
      living.kill()
    }
  })

  test('tries again with package lists of its own when those of the machine do not do', async () => {
    const scripts = apt('echo x > a.deb')
    const env = put({
      ...scripts,
      'apt-get': `case "$*" in
        update*Dir::State::lists*) touch "$TMP_HOME/updated"; exit 0 ;;
        install*) [ -e "$TMP_HOME/updated" ] || { echo "E: Unable to locate package" >&2; exit 100; } ;;
      esac
      ${scripts['apt-get']}`,
    })
    const events: FetchEvent[] = []
    const fetched = await fetchApertium({ folder: folder(), packages: ['apertium-fr-es'], env, report: (event) => events.push(event) })
    expect(fetched.outcome).toBe('fetched')
    expect(events[0]).toEqual({ kind: 'lists' })
  })

  test('says what apt says about a package it does not know, and never hands it an option', async () => {
    const env = put({ ...apt('true'), 'apt-get': `case "$*" in install*) echo "E: Unable to locate package" >&2; exit 100 ;; esac` })
    const unknown = await failed(fetchApertium({ folder: folder(), packages: ['apertium-xx-yy'], env }))
    expect(unknown).toMatchObject({ problem: 'unknown-package', message: expect.stringContaining('Unable to locate package') })
    const odd = await failed(fetchApertium({ folder: folder(), packages: ['-oDir::Etc=/tmp'], env }))
    expect(odd).toMatchObject({ problem: 'unknown-package' })
    expect(readdirSync(folder())).toEqual([])
  })

  test('says that there is no space before it loads anything', async () => {
    const scripts = { ...apt('touch "$TMP_HOME/loaded"'), 'apt-cache': 'echo "Installed-Size: 900000000000"' }
    const thrown = await failed(fetchApertium({ folder: folder(), packages: ['apertium-fr-es'], env: put(scripts) }))
    expect(thrown).toMatchObject({ problem: 'no-space', message: expect.stringMatching(/needs \d+ MB/) })
    expect(existsSync(join(home, 'loaded'))).toBe(false)
  })

  test('says which folder it cannot write to', async () => {
    writeFileSync(join(home, 'file'), '')
    const thrown = await failed(fetchApertium({ folder: join(home, 'file', 'x'), env: put(apt('true')) }))
    expect(thrown).toMatchObject({ problem: 'not-writable', message: expect.stringContaining(join(home, 'file', 'x')) })
  })

  test('has nothing to unpack when the machine has it all', async () => {
    const env = put({ ...apt('exit 1'), 'apt-get': 'true' })
    expect((await fetchApertium({ folder: folder(), packages: ['apertium-fr-es'], env })).outcome).toBe('installed')
    expect(readdirSync(folder())).toEqual([])
  })

  test('takes English and French to Spanish, Catalan, Italian and Portuguese by default', () => {
    expect(defaultPackages).toEqual([
      'apertium-eng-cat',
      'apertium-eng-spa',
      'apertium-es-pt',
      'apertium-fr-es',
      'apertium-fra-cat',
      'apertium-spa-ita',
    ])
  })
})
