import type { Grade } from '@depesche/translation/engine'

/**
 * Debian's and Ubuntu's packages for the languages a European wire is sold in, and the modes each brings.
 * No German and no Romansh: Apertium has neither with any of these.
 */
export const apertiumPackages = {
  'apertium-eng-spa': ['eng-spa', 'spa-eng'],
  'apertium-eng-cat': ['eng-cat', 'cat-eng'],
  'apertium-fr-es': ['fr-es', 'es-fr'],
  'apertium-fra-cat': ['fra-cat', 'cat-fra'],
  'apertium-spa-cat': ['spa-cat', 'cat-spa'],
  'apertium-spa-ita': ['spa-ita', 'ita-spa'],
  'apertium-cat-ita': ['cat-ita', 'ita-cat'],
  'apertium-es-pt': ['es-pt', 'pt-es'],
  'apertium-por-cat': ['por-cat', 'cat-por'],
  'apertium-fra-frp': ['fra-frp', 'frp-fra'],
  'apertium-oci-fra': ['oci-fra', 'fra-oci'],
  'apertium-es-ro': ['ro-es'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export interface Route {
  /** to run one after the other */
  readonly modes: readonly string[]
  readonly grade: Grade
}

const CODES: Readonly<Record<string, readonly string[]>> = {
  ca: ['cat', 'ca'],
  en: ['eng', 'en'],
  es: ['spa', 'es'],
  fr: ['fra', 'fr'],
  frp: ['frp'],
  it: ['ita', 'it'],
  oc: ['oci', 'oc'],
  pt: ['por', 'pt'],
  ro: ['ron', 'ro'],
}
const ROMANCE = new Set(['ca', 'es', 'fr', 'frp', 'it', 'oc', 'pt', 'ro'])
/** Debian's pairs meet in Spanish and in Catalan; over Spanish they are smaller and quicker. */
const HUBS = ['es', 'ca']

export const apertiumLanguages: readonly string[] = Object.keys(CODES)

/**
 * The modes from one language to another: a direct one, or two over a hub. A target's own variant is taken where there is one
 * (`pt-BR`: `es-pt_BR`). `undefined`: not with these modes.
 *
 * Grade: `readable` between Romance languages in one step (right for the most part, sometimes plainly wrong); `gist` for the
 * rest: English loses whole constructions, and every further step adds its own mistakes. Never better: these are rules and
 * dictionaries of the 2000s, and no sentence of theirs should go out as if a person had written it.
 */
export function routeOf(modes: ReadonlySet<string>, from: string, to: string): Route | undefined {
  const [source = '', target = ''] = [from.split('-')[0], to.split('-')[0]]
  if (source === target) return undefined
  const direct = modeOf(modes, source, to)
  if (direct) return { modes: [direct], grade: ROMANCE.has(source) && ROMANCE.has(target) ? 'readable' : 'gist' }
  for (const hub of HUBS) {
    const way = [modeOf(modes, source, hub), modeOf(modes, hub, to)].filter((mode) => mode !== undefined)
    if (way.length === 2) return { modes: way, grade: 'gist' }
  }
  return undefined
}

function modeOf(modes: ReadonlySet<string>, source: string, target: string): string | undefined {
  const [language = '', region] = target.split('-')
  const pairs = (CODES[source] ?? []).flatMap((from) => (CODES[language] ?? []).map((to) => `${from}-${to}`))
  const variants = region ? pairs.map((pair) => `${pair}_${region}`) : []
  return [...variants, ...pairs].find((mode) => modes.has(mode))
}

/** The fewest packages that serve these directions, as far as there are any: `[['fr', 'es'], ['fr', 'it']]`. */
export function packagesFor(directions: readonly (readonly [from: string, to: string])[]): readonly string[] {
  const owners = new Map<string, string>(
    Object.entries(apertiumPackages).flatMap(([name, modes]) => modes.map((mode) => [mode, name] as const)),
  )
  const all: ReadonlySet<string> = new Set(owners.keys())
  const modes = directions.flatMap(([from, to]) => routeOf(all, from, to)?.modes ?? [])
  return [...new Set(modes.map((mode) => owners.get(mode)!))].sort()
}
