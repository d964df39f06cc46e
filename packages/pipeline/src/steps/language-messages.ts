import type { FilterFacts } from '@depesche/syndication/product'
import { productsFor } from '../ledger/products.ts'
import type { Message, Table } from '../ports.ts'

/** A message for each language that a product sells this article in: the same version and language are the same work. */
export async function languageMessages(
  table: Table,
  id: string,
  { version, filter }: { readonly version: number; readonly filter: FilterFacts },
  more: Pick<Message, 'trace'> = {},
): Promise<readonly Message[]> {
  const languages = new Set((await productsFor(table, filter)).flatMap((product) => product.languages))
  return [...languages].map((language) => ({
    station: 'translate',
    cause: `translate-${id}-${version}-${language}`,
    id,
    version,
    language,
    ...more,
  }))
}
