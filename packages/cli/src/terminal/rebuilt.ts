import type { Missing } from '@depesche/pipeline/replay'
import type { Rebuilt } from '../rebuild.ts'
import { counted } from './counted.ts'
import { duration } from './style.ts'

/** What a replay did, and what is left to others. */
export function rebuiltLines(
  rebuilt: Rebuilt,
  { dryRun = false, isUp }: { readonly dryRun?: boolean; readonly isUp: boolean },
): readonly string[] {
  const { replayed, missing, troubles, milliseconds } = rebuilt
  const found = missingWords(missing)
  return [
    `${dryRun ? 'looked through' : 'replayed'} ${counted(replayed, 'document')} of the archive in ${duration(milliseconds)}`,
    found === '' ? 'nothing was missing' : `missing${dryRun ? '' : ' and rebuilt'}: ${found}`,
    ...(troubles > 0 ? [`${counted(troubles, 'trouble')}: ${troubles === 1 ? 'it is' : 'they are'} told above, the rest is there`] : []),
    ...(dryRun ? [] : left(rebuilt, isUp)),
  ]
}

const WORDS: readonly (readonly [keyof Missing, string])[] = [
  ['uploads', 'upload'],
  ['heads', 'head'],
  ['versions', 'version'],
  ['languages', 'language'],
  ['documents', 'document'],
]

function missingWords(missing: Missing): string {
  return WORDS.filter(([kind]) => missing[kind] > 0)
    .map(([kind, word]) => counted(missing[kind], word))
    .join(', ')
}

function left({ languages, feeds }: Rebuilt, isUp: boolean): readonly string[] {
  if (languages === 0 && feeds === 0) return ['feeds and languages are in step']
  if (isUp)
    return [`the running "depesche up" goes on with ${counted(languages, 'language')}, and the feeds of ${counted(feeds, 'article')}`]
  const inStep = feeds > 0 ? [`the feeds of ${counted(feeds, 'article')} are in step`] : []
  return languages === 0 ? inStep : [...inStep, `"npm start" (depesche up) goes on with ${counted(languages, 'language')}`]
}
