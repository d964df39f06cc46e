import { join } from 'node:path'
import { readGlossaries } from '@depesche/config/read-glossaries'
import { newsroom } from './newsroom.ts'

const { lines, mistakes } = await readGlossaries(join($cli.paths.root, newsroom.glossary.folder))
if (mistakes.length > 0) throw new Error(`the glossary in ${newsroom.glossary.folder} has mistakes:\n${mistakes.join('\n')}`)

/** The desk's own glossary, as it was checked here: at the top of the one function that translates. */
export const glossaryBanner = `globalThis.DEPESCHE_GLOSSARY??=${JSON.stringify(lines)};`
