import type { Draft, Notice } from '@depesche/article/model'

/** The facts of a draft in a few lines of plain words; what is not known is not mentioned. */
export function describeFacts(draft: Draft): string {
  const lines = [origin(draft), place(draft), authorship(draft), concerns(draft), life(draft), ednotes(draft)]
  return lines.filter((line) => line !== '').join('\n')
}

function origin({ format, language, service, identity, version, type }: Draft): string {
  const named = identity && `${identity.number ?? identity.value}${identity.date ? ` of ${identity.date}` : ''}`
  const facts = [
    `${type === 'picture' ? 'picture' : 'article'} in ${language}`,
    `read as ${format}`,
    service && `service ${service}`,
    named,
    version && `version ${version}`,
  ]
  return `[${facts.filter(Boolean).join(', ')}]`
}

function place({ dateline, urgency, slugline, created }: Draft): string {
  const where =
    dateline &&
    [dateline.place, dateline.area && `(${dateline.area})`, dateline.date && `, ${dateline.date}`]
      .filter(Boolean)
      .join(' ')
      .replace(' ,', ',')
  return list([
    where && `dateline ${where}`,
    urgency && `urgency ${urgency}`,
    slugline && `slug ${slugline}`,
    created && `written ${created}`,
  ])
}

function authorship({ credit, provider, sources, byline, authors, machineMade }: Draft): string {
  return list([
    credit && `credit ${credit}`,
    provider && `provider ${provider}`,
    sources.length > 0 && `source ${sources.join(', ')}`,
    byline && `by ${byline}`,
    authors.length > 0 && `initials ${authors.join(' ')} (internal)`,
    machineMade && 'written by a machine',
  ])
}

const MOST_NAMED = 8

/** Who the text is about, and the pictures that come with it. */
function concerns({ people = [], organisations = [], pictures }: Draft): string {
  const names = [...people, ...organisations].map(({ name, code }) => name ?? code)
  const captions = pictures.flatMap(({ caption }) => caption ?? [])
  return list([
    names.length > 0 && `about ${names.slice(0, MOST_NAMED).join(', ')}`,
    captions.length > 0 && `${pictures.length === 1 ? 'a picture' : `${pictures.length} pictures`}: ${captions[0]!.slice(0, 80)}`,
  ])
}

const INSTRUCTIONS: Readonly<Record<Draft['instruction'], string>> = {
  new: '',
  update: 'an update: replaces the earlier text',
  rectify: 'a CORRECTION: earlier versions were wrong',
  delete: 'a KILL: the article is withdrawn',
  stop: 'STOPPED: looks like a kill and does not add up',
}

function life({ instruction, withheld, embargo, expires, test, notice }: Draft): string {
  const until = embargo && ('until' in embargo ? `EMBARGO until ${embargo.until}` : `EMBARGO that cannot be read (“${embargo.unreadable}”)`)
  const out = expires && `taken out after ${expires}`
  return list([INSTRUCTIONS[instruction], notice && about(notice), until, out, withheld && 'withheld by the source', test && 'a TEST'])
}

/** What a notice names, in its own words: numbers, headlines, our ids. */
function about({ ids, identities, headlines }: Notice): string {
  const numbers = new Set(identities.flatMap(({ number }) => number ?? []))
  const named = [...numbers, ...headlines.map((headline) => `“${headline}”`), ...ids]
  return named.length > 0 ? `about ${named.slice(0, 5).join(', ')}` : 'about an article that it does not name'
}

function ednotes({ ednotes: notes }: Draft): string {
  return notes.length === 0 ? '' : `for editors only: ${notes.join(' / ')}`
}

function list(facts: readonly (string | number | false | undefined)[]): string {
  const known = facts.filter(Boolean)
  return known.length === 0 ? '' : `[${known.join(', ')}]`
}
