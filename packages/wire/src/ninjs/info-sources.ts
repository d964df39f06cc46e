import { itemsOf, lineOf, member, peekText, type View } from '../json/view.ts'

export interface InfoSources {
  readonly provider: string | undefined
  readonly credit: string | undefined
  readonly sources: readonly string[]
}

/** Who told something for the story owns nothing of it. */
const INTERVIEWED = /interview|translator|media-?office|witness/i

/**
 * `infosource` (1.x, `rel`) and `infoSources` (2.0 on, `role`): "a party which originated, modified, enhanced, distributed, aggregated or
 * supplied the content or provided some information". Our own roles are `provider`, `source` and `credit`; those of people who were asked
 * are no sources in the sense of rights and become Notes.
 */
export function infoSourcesOf(root: View): InfoSources {
  const parties = itemsOf(member(root, 'infoSources', 'infoSource')).map((party) => {
    const role = peekText(member(party, 'role')) ?? peekText(member(party, 'rel')) ?? ''
    return { role: role.trim().toLowerCase(), name: INTERVIEWED.test(role) ? undefined : lineOf(member(party, 'name')) }
  })
  const named = (wanted: string) => parties.find(({ role, name }) => role === wanted && name !== undefined)?.name
  const [provider, credit] = [named('provider'), named('credit')]
  const sources = parties.filter(({ role }) => role !== 'provider' && role !== 'credit').flatMap(({ name }) => name ?? [])
  const second = parties.filter(({ role, name }) => (role === 'provider' && name !== provider) || (role === 'credit' && name !== credit))
  return { provider, credit, sources: [...new Set([...sources, ...second.flatMap(({ name }) => name ?? [])])] }
}
