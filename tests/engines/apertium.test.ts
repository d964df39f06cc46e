import { spawn } from 'node:child_process'
import { plain } from '@depesche/article/model'
import { createApertium } from '@depesche/engines/apertium'
import { fromStream, toStream } from '@depesche/engines/apertium/stream'
import { findApertium, modesOf } from '@depesche/engines/apertium-installation'
import { describe, expect, test } from 'vitest'
import { apertiumHere, skipApertium } from '../lib/engines/apertium-here.ts'
import { processesIn, until } from '../lib/engines/processes.ts'
import { engineContract } from './contract.ts'

const groups = new Set<number>()
function create(settings = {}) {
  const engine = createApertium({ folder: apertiumHere, ...settings })
  return {
    ...engine,
    label: engine.label,
    translate: async (job: Parameters<typeof engine.translate>[0]) => {
      const translated = await engine.translate(job)
      for (const pid of engine.pids()) groups.add(pid)
      return translated
    },
  }
}
type Engine = ReturnType<typeof create>
const say = async (engine: Engine, from: string, to: string, text: string) =>
  plain((await engine.translate({ from, to, segments: [[{ text }]] }))[0]!.spans)
const running = () => [...groups].flatMap(processesIn)

describe.skipIf(skipApertium)('with Apertium', () => {
  engineContract('apertium', {
    create,
    from: 'fr',
    to: 'es',
    impossible: ['de', 'fr'],
    words: 'Le lac monte',
    leftOver: running,
  })

  test('marks follow their words, and what is opaque is left alone', async () => {
    await using engine = create()
    const [translated] = await engine.translate({
      from: 'es',
      to: 'it',
      segments: [
        [{ text: 'El presidente leyó ' }, { text: 'el informe rojo', marks: [{ kind: 'strong' }] }, { text: ' en https://x.ch/a?b=c.' }],
      ],
    })
    expect(translated?.spans).toEqual([
      { text: 'Il presidente ha letto ' },
      { text: 'la relazione rossa', marks: [{ kind: 'strong' }] },
      { text: ' in https://x.ch/a?b=c.' },
    ])
  })

  test('numbers keep their unit', async () => {
    await using engine = create()
    expect(await say(engine, 'it', 'es', "L'inflazione è salita al 3,5% a maggio.")).toContain('3,5%')
  })

  test('unknown words are a Note: names for information, words to check', async () => {
    await using engine = create()
    const translated = await engine.translate({
      from: 'es',
      to: 'it',
      segments: [[{ text: 'El blorgio.' }], [{ text: 'Habla Xyzwold.' }], [{ text: 'El libro.' }]],
    })
    expect(translated.map(({ notes }) => notes.map(({ rule, level, text }) => [rule, level, text]))).toEqual([
      [['unknown-words', 'check', 'blorgio']],
      [['unknown-words', 'info', 'Xyzwold']],
      [],
    ])
  })

  test('two steps where there is no direct pair, at a lower grade', async () => {
    await using engine = create()
    expect(engine.offer('fr', 'es')).toEqual({ grade: 'readable', route: 'fr-es' })
    expect(engine.offer('fr', 'it')).toEqual({ grade: 'gist', route: 'fr-es, spa-ita' })
    expect(engine.offer('fr', 'pt-BR')).toEqual({ grade: 'gist', route: 'fr-es, es-pt_BR' })
    expect(await say(engine, 'fr', 'it', 'Le chat noir mange.')).toBe('Il gatto nero mangia.')
  })

  test('every installed direction answers, with marks', async () => {
    await using engine = create({ pipelines: 4 })
    expect(engine.directions().length).toBeGreaterThan(8)
    for (const [from, to] of engine.directions()) {
      const segment = [{ text: 'Kim 2024 ' }, { text: 'Putin', marks: [{ kind: 'strong' }] }, { text: '.' }] as const
      const [translated] = await engine.translate({ from, to, segments: [segment] })
      expect(plain(translated!.spans), `${from}→${to}`).toMatch(/Kim.*2024/)
      const marked = translated!.spans.filter((span) => span.marks).map((span) => span.text)
      expect(marked, `${from}→${to}`).toEqual([expect.stringMatching(/^Po?utine?$/)])
      expect(engine.pids().length).toBeLessThanOrEqual(4)
    }
  })

  test('directions that overlap share few pipelines', async () => {
    await using engine = create({ pipelines: 1 })
    const answers = await Promise.all(
      [1, 2, 3].flatMap(() => [
        say(engine, 'fr', 'it', 'Le chat noir mange.'),
        say(engine, 'es', 'it', 'El gato.'),
        say(engine, 'it', 'es', 'Il gatto.'),
      ]),
    )
    expect(new Set(answers)).toEqual(new Set(['Il gatto nero mangia.', 'Il gatto.', 'El gato.']))
    expect(engine.pids()).toHaveLength(1)
  })

  test('400 segments at once, any ending, and 148 KB in one', async () => {
    await using engine = create()
    const text = (i: number) => (i % 2 ? 'El Gobierno no subirá los impuestos.' : `Número ${i}`)
    const many = await engine.translate({ from: 'es', to: 'it', segments: Array.from({ length: 400 }, (_, i) => [{ text: text(i) }]) })
    many.forEach(({ spans }, i) => {
      expect(plain(spans)).toBe(i % 2 ? 'Il Governo non salirà le imposte.' : `Numero ${i}`)
    })
    const long = await say(engine, 'es', 'it', 'El Gobierno no subirá los impuestos. '.repeat(4_000))
    expect(long.split('imposte.')).toHaveLength(4_001)
  })

  test('a stage that dies: what is in flight is refused, not cut short, and the next segment works', async () => {
    await using engine = create()
    await say(engine, 'es', 'it', 'Hola.')
    const stage = processesIn(engine.pids()[0]!).find(({ name }) => name.startsWith('apertium-transf'))
    const flying = Promise.allSettled(
      Array.from({ length: 50 }, () => say(engine, 'es', 'it', 'El Gobierno no subirá los impuestos. '.repeat(40))),
    )
    process.kill(stage!.pid, 'SIGKILL')
    const results = await flying
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ reason }) => reason.failure === 'down' && reason.retry)).toBe(true)
    for (const result of results) if (result.status === 'fulfilled') expect(result.value.split('imposte.')).toHaveLength(41)
    expect(await say(engine, 'es', 'it', 'El Gobierno.')).toBe('Il Governo.')
  })

  test('a pipeline that does not answer is ended, and the next one works', async () => {
    await using engine = create({ timeoutMs: 5_000 })
    await say(engine, 'es', 'it', 'Hola.')
    const [group] = engine.pids()
    process.kill(-group!, 'SIGSTOP')
    await expect(say(engine, 'es', 'it', 'Hola.')).rejects.toMatchObject({ failure: 'down', retry: true })
    await until(() => processesIn(group!).length === 0)
    await using patient = create()
    expect(await say(patient, 'es', 'it', 'El Gobierno.')).toBe('Il Governo.')
  })

  test('an idle pipeline is ended', async () => {
    await using engine = create({ idleMs: 1 })
    await say(engine, 'es', 'it', 'Hola.')
    await until(() => engine.pids().length === 0 && running().length === 0)
    expect(await say(engine, 'es', 'it', 'El Gobierno.')).toBe('Il Governo.')
  })

  test('no child outlives its parent, not even when that is killed', async () => {
    const program = `import { createApertium } from '@depesche/engines/apertium'
      const engine = createApertium({ folder: process.argv[1] })
      await engine.translate({ from: 'es', to: 'it', segments: [[{ text: 'Hola.' }]] })
      console.log(engine.pids()[0])
      setInterval(() => {}, 1000)`
    const cwd = new URL('../..', import.meta.url)
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program, apertiumHere], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const group = Number(await new Promise<string>((resolve) => parent.stdout.once('data', (data) => resolve(String(data)))))
    expect(processesIn(group).length).toBeGreaterThan(8)
    parent.kill('SIGKILL')
    await until(() => processesIn(group).length === 0)
  })

  test('programs get no environment of ours', async () => {
    process.env.AWS_SECRET_ACCESS_KEY_OF_A_TEST = 'secret'
    await using engine = create()
    await say(engine, 'es', 'it', 'Hola.')
    const { readFileSync } = await import('node:fs')
    for (const { pid } of processesIn(engine.pids()[0]!)) expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('OF_A_TEST')
    delete process.env.AWS_SECRET_ACCESS_KEY_OF_A_TEST
  })

  test('its version is in the label', () => {
    expect(create().label).toMatch(/^Apertium 3\.\d+/)
    expect(modesOf(findApertium(apertiumHere)).has('fr-es')).toBe(true)
  })
})

test('an Apertium that is not there offers nothing', async () => {
  await using engine = createApertium({ folder: '/nowhere' })
  if (findApertium('/nowhere').length > 0) return // the system has one
  expect(engine.offer('fr', 'es')).toBeUndefined()
  expect(engine.label).toBe('Apertium (not installed)')
})

test('fromStream() gives back what toStream() wrote', () => {
  for (const text of ['a [b] {c} ^d$ <e> f/g @h \\i *j* #1 | 5 % ~', 'line\nline\ttab', '🙂 naïve “x” [[t:m:1]] [!2!x]', '***##'])
    expect(
      fromStream(toStream([{ text, id: 0 }]))
        .runs.map((run) => run.text)
        .join(''),
    ).toBe(text)
  const runs = [
    { text: 'see ', id: 0 },
    { text: 'https://x.ch/[a]?b=c*d', id: 3, opaque: true },
    { text: ' ', id: 0 },
    { text: 'here', id: 1 },
  ]
  expect(fromStream(toStream(runs)).runs).toEqual(runs)
})

test('fromStream() takes off and reports the marks of unknown words', () => {
  const { runs, unknown } = fromStream('dice #€50 a Kim-*Jong-*un y @casa')
  expect(runs.map((run) => run.text).join('')).toBe('dice €50 a Kim-Jong-un y casa')
  expect(unknown).toEqual(['Jong-un', 'casa'])
})
