import { blockText, plain } from '@depesche/article/model'
import { describe, expect, it } from 'vitest'
import { residueRules } from '../src/residue/rules.ts'
import { normalizeText } from '../src/text/normalize-text.ts'

const stories: Readonly<Record<string, readonly [string, string, string]>> = {
  en: [
    'Town opens a bridge of larch wood',
    'The bridge over the Sarine was opened on Monday after two years of work on the site.',
    'It is 48 metres long and cost 2.3 million francs, the council said in a statement.',
  ],
  de: [
    'Gemeinde eröffnet Brücke aus Lärchenholz',
    'Die Brücke über die Saane ist am Montag nach zwei Jahren Bauzeit eröffnet worden.',
    'Sie ist 48 Meter lang und kostete 2,3 Millionen Franken, wie die Gemeinde mitteilte.',
  ],
  fr: [
    'La commune ouvre un pont en mélèze',
    'Le pont sur la Sarine a été ouvert lundi après deux ans de travaux sur le chantier.',
    'Il mesure 48 mètres et a coûté 2,3 millions de francs, a indiqué la commune.',
  ],
  it: [
    'Il comune apre un ponte di larice',
    'Il ponte sulla Sarine è stato aperto lunedì dopo due anni di lavori sul cantiere.',
    'È lungo 48 metri ed è costato 2,3 milioni di franchi, ha indicato il comune.',
  ],
}

function storyWith(language: string, line: string) {
  const [headline, first, second] = stories[language === '*' ? 'en' : language]!
  const text = [headline, '', first, '', line, '', second].join('\n')
  const { content, notes } = normalizeText(text, { zone: 'Europe/Zurich', reference: undefined })
  return { kept: [plain(content.headline), ...content.blocks.map(blockText)], story: [headline, first, second], notes }
}

const fires = residueRules.flatMap((rule) =>
  Object.entries(rule.fires).map(([language, line]) => ({ rule, name: rule.name, language, line })),
)
const misses = residueRules.flatMap((rule) =>
  Object.entries(rule.nearMiss).map(([language, line]) => ({ rule, name: rule.name, language, line })),
)

describe('residue rules', () => {
  it.each(fires)('$name takes its $language example out of a story and says so', ({ rule, language, line }) => {
    const { kept, story, notes } = storyWith(language, line)
    expect(kept).toEqual(story)
    expect(notes.filter((note) => note.dropped)).toEqual([
      { rule: rule.name, level: 'info', reason: rule.reason, place: { line: 5 }, text: line, dropped: true },
    ])
  })

  it.each(misses)('$name leaves its $language near miss in the story', ({ language, line }) => {
    const { kept, story, notes } = storyWith(language, line)
    expect(kept).toEqual([story[0], story[1], line, story[2]])
    expect(notes.filter((note) => note.dropped)).toEqual([])
  })

  it.each(residueRules)('$name leaves every near miss of every other rule alone', (rule) => {
    const lines = misses
      .filter((miss) => miss.rule !== rule || !rule.needsList)
      .flatMap(({ line }) => (line.length <= rule.longest ? [line] : []))
    expect(lines.filter((line) => rule.matches.test(line))).toEqual([])
  })

  it.each(residueRules.filter(({ fires: examples }) => !('*' in examples)))(
    '$name has examples in en, de, fr and it',
    ({ fires: examples, nearMiss }) => {
      expect(Object.keys(examples).sort()).toEqual(['de', 'en', 'fr', 'it'])
      expect(Object.keys(nearMiss).sort()).toEqual(['de', 'en', 'fr', 'it'])
    },
  )

  it('have names of their own', () => {
    expect(new Set(residueRules.map(({ name }) => name)).size).toBe(residueRules.length)
  })
})
