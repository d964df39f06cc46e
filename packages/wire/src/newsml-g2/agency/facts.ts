import type { Coded, Dateline, Draft } from '@depesche/article/model'
import { present } from '../../draft.ts'
import { splitPlace } from '../../life/cantons.ts'
import { at, attribute, below, type Element, elements, textOf } from '../../xml/element.ts'

type Fields = Pick<Draft, 'machineMade' | 'places' | 'sources' | 'subjects'> &
  Partial<Pick<Draft, 'byline' | 'credit' | 'dateline' | 'genre' | 'provider' | 'service' | 'slugline' | 'storyType' | 'urgency'>>

/** Everything about the item but its text and its life. Codes keep their scheme; a robot as creator is kept and said. */
export function factsOf(item: Element): Fields {
  const [itemMeta, contentMeta] = [at(item, 'itemMeta'), at(item, 'contentMeta')]
  const provider = textOf(at(itemMeta, 'provider', 'name')) ?? codeOf(at(itemMeta, 'provider'))?.code
  const creator = textOf(at(contentMeta, 'creator', 'name'))
  const all = elements(contentMeta, 'subject').flatMap((subject) => codeOf(subject) ?? [])
  const urgency = Number(textOf(at(contentMeta, 'urgency')))
  const dateline = textOf(at(contentMeta, 'dateline'))
  return present({
    provider,
    credit: textOf(at(contentMeta, 'creditline')) ?? provider,
    sources: below(contentMeta, 'infoSource').flatMap((source) => textOf(at(source, 'name')) ?? codeOf(source)?.code ?? []),
    machineMade: /robot/i.test(creator ?? ''),
    service: codeOf(at(itemMeta, 'service'))?.code,
    byline: textOf(at(contentMeta, 'by')),
    slugline: textOf(at(contentMeta, 'slugline')),
    urgency: Number.isInteger(urgency) && urgency >= 1 && urgency <= 9 ? urgency : undefined,
    genre: codeOf(at(contentMeta, 'genre'))?.code,
    storyType: all.find(({ scheme }) => scheme === 'sdastorytype')?.code,
    dateline: dateline === undefined ? undefined : (splitPlace(dateline) satisfies Dateline),
    subjects: all.filter(({ scheme }) => scheme !== 'sdastorytype'),
    places: elements(contentMeta, 'located').flatMap((place) => codeOf(place) ?? []),
  })
}

/** A QCode: `sdamarschannel:ELE`, with the name where there is one. */
function codeOf(element: Element | undefined): Coded | undefined {
  const [, scheme, code] = /^([^:\s]{1,60}):(\S{1,200})$/.exec(attribute(element, 'qcode') ?? '') ?? []
  const name = textOf(at(element, 'name'))
  return scheme && code ? { scheme, code, ...(name && { name }) } : undefined
}
