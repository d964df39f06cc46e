import type { Coded, Draft } from '@depesche/article/model'
import { present } from '../draft.ts'
import { at, attribute, below, type Element, elements } from '../xml/element.ts'
import type { Tracked } from '../xml/tracked.ts'
import { lineOf } from './line.ts'

type Fields = Pick<Draft, 'places' | 'subjects'> & Partial<Pick<Draft, 'genre' | 'organisations' | 'people' | 'storyType'>>

/** What the text is about: `tobject`, `key-list`, `fixture`, `doc-scope`, `evloc`, `identified-content` (NITF 3.6, head). */
export function subjectsOf(account: Tracked): Fields {
  const { root } = account
  const docdata = at(root, 'head', 'docdata')
  const identified = at(docdata, 'identified-content')
  const list = (name: string, scheme: string) => elements(identified, name).flatMap((one) => named(account, one, scheme))
  const others = ['event', 'function', 'object.title', 'virtloc', 'classifier'].flatMap((name) =>
    list(name, `nitf-${name.replace('.', '-')}`),
  )
  const coded = (element: string, name: string, scheme: string) =>
    elements(docdata, element).flatMap((one) => codedOf(scheme, account.attribute(one, name)))
  const [people, organisations] = [marked(account, 'person', list('person', 'person')), marked(account, 'org', list('org', 'org'))]
  return present({
    genre: account.attribute(below(root, 'tobject.property')[0], 'tobject.property.type'),
    storyType: account.attribute(below(root, 'tobject')[0], 'tobject.type'),
    subjects: unique([
      ...below(root, 'tobject.subject').flatMap((one) => subject(account, one)),
      ...coded('fixture', 'fix-id', 'nitf-fixture'),
      ...coded('doc-scope', 'scope', 'nitf-scope'),
      ...below(root, 'keyword').flatMap((one) => keywords(account.attribute(one, 'key'))),
      ...others,
    ]),
    places: unique([...elements(docdata, 'evloc').flatMap((one) => place(account, one)), ...list('location', 'location')]),
    people: people.length > 0 ? people : undefined,
    organisations: organisations.length > 0 ? organisations : undefined,
  })
}

/** The reference number is IPTC's subject code, with the name of its lowest level; the code of three letters is the provider's. */
function subject(account: Tracked, element: Element): readonly Coded[] {
  const level = ['detail', 'matter', 'type'].find((one) => attribute(element, `tobject.subject.${one}`) !== undefined)
  const name = level && account.attribute(element, `tobject.subject.${level}`)
  const [code, number] = ['code', 'refnum'].map((one) => account.attribute(element, `tobject.subject.${one}`))
  return [
    ...codedOf('iptc', number ?? (code === undefined ? name : undefined), name),
    ...codedOf('nitf-subject', code, number === undefined ? name : undefined),
  ]
}

/** One keyword, or a path of them: `Film/Niedersachsen/`. */
function keywords(key: string | undefined): readonly Coded[] {
  return (key ?? '').split(/\/(?!\s)/).flatMap((word) => codedOf('keyword', word.trim() || undefined, word.trim()))
}

function place(account: Tracked, element: Element): readonly Coded[] {
  const levels = [
    ['city', 'city'],
    ['county-dist', 'county'],
    ['state-prov', 'state'],
    ['iso-cc', 'country'],
  ] as const
  return levels.flatMap(([name, scheme]) => codedOf(scheme, account.attribute(element, name)))
}

/** An identified thing: its code where it has one, else its name. */
function named(account: Tracked, element: Element, scheme: string): readonly Coded[] {
  const name = account.text(element, lineOf)
  const code = CODED_BY.map((one) => account.attribute(element, one)).find((one) => one !== undefined)
  // a classifier names its scheme: `type="apcategorycode"`
  const sources = element.name === 'classifier' ? ['idsrc', 'code-source', 'type'] : ['idsrc', 'code-source']
  const source = sources.map((one) => account.attribute(element, one)).find((one) => one !== undefined)
  return codedOf(source === undefined ? `nitf-${scheme.replace(/^nitf-/, '')}` : source, code ?? name, name)
}

const CODED_BY = ['value', 'location-code', 'alt-code']

/** People and organisations of the list, and those that are coded in the text itself. */
function marked(account: Tracked, name: string, listed: readonly Coded[]): readonly Coded[] {
  const inText = below(at(account.root, 'body'), name).filter((one) => CODED_BY.some((code) => attribute(one, code) !== undefined))
  const found = inText.flatMap((one): readonly Coded[] => {
    const code = CODED_BY.map((by) => account.attribute(one, by)).find((by) => by !== undefined)
    const text = lineOf(one)
    return codedOf(account.attribute(one, 'idsrc') ?? `nitf-${name}`, code, text)
  })
  const known = new Set(listed.map(({ scheme, code }) => `${scheme} ${code}`))
  return unique([...listed, ...found.filter(({ scheme, code }) => !known.has(`${scheme} ${code}`))])
}

function codedOf(scheme: string, code: string | undefined, name?: string): readonly Coded[] {
  return code === undefined ? [] : [{ scheme, code, ...(name !== undefined && name !== code && { name }) }]
}

function unique(all: readonly Coded[]): readonly Coded[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}
