import { baseLanguage } from '@depesche/article/model'
import { bergamotMayTranslate, modelsFor } from '@depesche/engines/bergamot/pairs'
import { choose } from '@depesche/translation/choose'
import type { Engine } from '@depesche/translation/engine'
import { directionsOf } from './get-apertium.ts'
import type { Newsroom } from './newsroom.ts'

/** Of most published models, packed and on the disk. */
const SIZES = 'about 25 MB each to load, 40 MB on the disk'

/**
 * What would help languages of the newsroom that no engine here takes at all, in either direction, where Bergamot is one of its
 * engines and has no models yet; `undefined`: nothing to say. Asks no network.
 */
export function bergamotHint(newsroom: Newsroom, engines: readonly Engine[]): string | undefined {
  const bergamot = engines.find(({ name }) => name === 'bergamot')
  if (!bergamot || bergamot.directions().length > 0) return undefined
  const needed = directionsOf(newsroom).filter(([from, to]) => bergamotMayTranslate(from, to))
  const languages = [...new Set(needed.flat().map(baseLanguage))]
  const taken = new Set(needed.filter(([from, to]) => choose(engines, from, to)).flatMap((pair) => pair.map(baseLanguage)))
  const waiting = languages.filter((language) => !taken.has(language))
  if (waiting.length === 0) return undefined
  const command = `npx --no depesche engines add bergamot ${languages.filter((language) => language !== 'en').join(' ')}`
  return `${namesOf(waiting)}: no engine here translates ${waiting.length === 1 ? 'it' : 'them'}. ${command}\nfetches Mozilla's models (${modelsFor(needed).length} directions, ${SIZES})`
}

function namesOf(languages: readonly string[]): string {
  const names = new Intl.DisplayNames('en', { type: 'language' })
  const list = new Intl.ListFormat('en').format(languages.map((language) => names.of(language) ?? language))
  return `${list} ${languages.length === 1 ? 'waits' : 'wait'}`
}
