import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const packagesFolder = join(root, 'packages')

/** DESIGN.md section 3, "who may import whom": each package and what it may import, before transitivity. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  article: [],
  wire: ['article'],
  translation: ['article'],
  syndication: ['article'],
  config: ['article', 'translation', 'syndication'],
  engines: ['article', 'translation'],
  pipeline: ['wire', 'translation', 'syndication'],
  local: ['pipeline'],
  cloud: ['pipeline'],
  api: ['pipeline'],
  client: [],
  webhooks: ['pipeline'],
  cli: ['local', 'api', 'engines', 'config', 'webhooks'],
  functions: ['cloud', 'api', 'engines', 'config', 'webhooks'],
}
/** Packages that know nothing of the machine: no I/O of Node, beyond what computes. */
const PURE = ['article', 'wire', 'translation', 'syndication']
const COMPUTES = new Set(['node:crypto', 'node:util'])
/** Packages that run anywhere, in browsers too: nothing of Node at all. */
const ANYWHERE = ['client']
/** Outside libraries with one place each. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-translate': ['engines'],
  '@aws-sdk/client-s3': ['cloud'],
  '@aws-sdk/client-dynamodb': ['cloud'],
  '@aws-sdk/client-sqs': ['cloud'],
  '@aws-lambda-powertools/batch': ['cloud'],
  '@browsermt/bergamot-translator': ['engines'],
  'node:sqlite': ['local'],
  hono: ['api'],
  standardwebhooks: ['webhooks'],
  'ipaddr.js': ['webhooks'],
  'csv-parse': ['config'],
}

function allowed(name: string): ReadonlySet<string> {
  const found = new Set<string>()
  const add = (each: string) => {
    for (const next of RULES[each] ?? [])
      if (!found.has(next)) {
        found.add(next)
        add(next)
      }
  }
  add(name)
  return found
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|js)$/.test(name))
    .map((name) => join(folder, name))
}

/** What a file imports: static, dynamic, and re-exported. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+|\.resolve\(\s*)(['"])([^'"\n]+)\1/g)].map((match) => match[2] ?? '')
}
const packageOf = (specifier: string) =>
  specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '')

/** The packages, and the entry points of the cloud. */
const names = [...readdirSync(packagesFolder), 'functions']
const folderOf = (name: string) => (name === 'functions' ? join(root, name) : join(packagesFolder, name))
/** The lists of types for what is not on npm under that name: `aws-lambda`. */
const typesOf = (name: string) => `@types/${name}`

describe('who may import whom', () => {
  test('every package has a rule', () => {
    expect(names.toSorted()).toEqual(Object.keys(RULES).toSorted())
  })

  for (const name of names) {
    const folder = folderOf(name)
    const files = name === 'functions' ? filesBelow(folder) : filesBelow(join(folder, 'src')).concat(filesBelow(join(folder, 'bin')))
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>
    }
    const sources = files.filter((file) => !file.endsWith('.test.ts'))
    const used = sources.flatMap((file) => importsOf(file).map((specifier) => ({ file: relative(root, file), specifier })))

    test(`${name} imports only what its place in the house allows`, () => {
      const may = allowed(name)
      const wrong = used.filter(
        ({ specifier }) =>
          specifier.startsWith('@depesche/') && packageOf(specifier) !== `@depesche/${name}` && !may.has(packageOf(specifier).slice(10)),
      )
      expect(wrong).toEqual([])
    })

    test(`${name} declares what it imports and imports what it declares`, () => {
      const outside = new Set(
        used
          .map(({ specifier }) => specifier)
          .filter((specifier) => !/^(?:\.|node:|file:)/.test(specifier))
          .map(packageOf)
          .map((each) => (typesOf(each) in manifest.dependencies ? typesOf(each) : each)),
      )
      outside.delete(`@depesche/${name}`)
      expect([...outside].filter((each) => !(each in manifest.dependencies))).toEqual([])
      expect(Object.keys(manifest.dependencies).filter((each) => !outside.has(each))).toEqual([])
    })

    test(`${name} reaches into no other package's files`, () => {
      expect(
        used.filter(({ file, specifier }) => specifier.startsWith('.') && !join(root, file, '..', specifier).startsWith(folder)),
      ).toEqual([])
    })

    if (PURE.includes(name))
      test(`${name} does no I/O`, () => {
        expect(used.filter(({ specifier }) => specifier.startsWith('node:') && !COMPUTES.has(specifier))).toEqual([])
      })

    if (ANYWHERE.includes(name))
      test(`${name} imports nothing but its own files`, () => {
        expect(used.length).toBeGreaterThan(0)
        expect(used.filter(({ specifier }) => !specifier.startsWith('./'))).toEqual([])
      })

    test(`${name} leaves special libraries to their one place`, () => {
      expect(
        used.filter(({ specifier }) => ONLY_IN[packageOf(specifier)] !== undefined && !ONLY_IN[packageOf(specifier)]?.includes(name)),
      ).toEqual([])
      if (name !== 'engines' && name !== 'cloud') expect(used.filter(({ specifier }) => specifier.startsWith('@aws-sdk/'))).toEqual([])
    })
  }
})

/** The stack takes from the project what it must know to describe it, and nothing that runs. */
const FOR_THE_STACK = new Set([
  '@depesche/api/desk-key',
  '@depesche/cloud/access',
  '@depesche/cloud/settings',
  '@depesche/config/define-config',
  '@depesche/config/read-glossaries',
  '../depesche.config.ts',
  'node:crypto',
  'node:path',
])

test('infra imports its own files and what describes the stack, nothing that runs in it', () => {
  const files = filesBelow(join(root, 'infra'))
  expect(files.length).toBeGreaterThan(8)
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => !specifier.startsWith('./') && !FOR_THE_STACK.has(specifier))
      .map((specifier) => `${relative(root, file)}: ${specifier}`),
  )
  expect(wrong).toEqual([])
})
