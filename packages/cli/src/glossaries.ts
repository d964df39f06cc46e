import type { AmazonSettings } from '@depesche/engines/amazon/client'
import { terminologyOf } from '@depesche/engines/amazon/terminology'
import { createGlossaries, type Glossaries } from '@depesche/translation/glossary/glossaries'
import type { Newsroom } from './newsroom.ts'

/** The newsroom's glossaries: its own lines and those we ship. */
export const glossariesOf = ({ glossary }: Newsroom): Glossaries => createGlossaries(glossary)

/** The newsroom's settings of Amazon Translate, with the terminology that holds a direction's glossary. */
export function amazonWith({ amazon }: Newsroom, { made }: Glossaries): { readonly amazon?: AmazonSettings } {
  if (amazon === undefined) return {}
  const terminology = (from: string, to: string) => {
    const glossary = made(from, to)
    return glossary && terminologyOf(glossary, from, to)
  }
  return { amazon: { ...amazon, terminology } }
}
