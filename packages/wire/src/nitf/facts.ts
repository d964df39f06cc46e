import { at, attribute, elements } from '../xml/element.ts'
import type { Tracked } from '../xml/tracked.ts'
import { lineOf } from './line.ts'

/** The language that the document is tagged with: the nearest to the text, else the base language, else a `meta`. */
export function languageOf(account: Tracked): string | undefined {
  const { root } = account
  const places = [at(root, 'body', 'body.content'), at(root, 'body'), root]
  const tags = [...places.map((one) => attribute(one, 'xml:lang')), attribute(root, 'baselang'), metaOf(account, 'language')]
  return tags.find((tag) => tag !== undefined)
}

function metaOf(account: Tracked, name: string): string | undefined {
  const meta = elements(at(account.root, 'head'), 'meta').find((one) => attribute(one, 'name')?.toLowerCase() === name)
  return account.attribute(meta, 'content')
}

/** Who sends it and whose it is: `distributor`, the origin among the `meta`, `doc.copyright`. */
export function rightsOf(account: Tracked): { readonly provider: string | undefined; readonly credit: string | undefined } {
  const docdata = at(account.root, 'head', 'docdata')
  const distributor = account.text(at(account.root, 'body', 'body.head', 'distributor'), lineOf)
  const named = distributor ?? metaOf(account, 'origin')
  const credit = account.attribute(at(docdata, 'doc.copyright'), 'holder') ?? named
  return { provider: named ?? attribute(at(docdata, 'doc-id'), 'regsrc'), credit }
}

/** `urgency@ed-urg`, 1 to 8. */
export function urgencyOf(account: Tracked): number | undefined {
  const urgency = Number(account.attribute(at(account.root, 'head', 'docdata', 'urgency'), 'ed-urg'))
  return Number.isInteger(urgency) && urgency >= 1 && urgency <= 9 ? urgency : undefined
}
