import type { Config } from './define-config.ts'

type Desk = Config['desks'][string]
type Product = Config['products'][string]

/** The newsroom's desks as the pipeline takes them: with their names, and a prefix each. */
export function desksOf({ desks }: Config): readonly (Pick<Desk, 'zone' | 'language' | 'withheld'> & {
  readonly name: string
  readonly prefix: string
  readonly provider?: string
})[] {
  return Object.entries(desks).map(([name, { prefix = name, provider, zone, language, withheld }]) => ({
    name,
    prefix,
    zone,
    language,
    withheld,
    ...(provider ? { provider } : {}),
  }))
}

/** The newsroom's products with their names. Absent settings are absent, not undefined: the ledger compares them as JSON. */
export function productsOf({
  products,
}: Config): readonly (Omit<Product, 'filter' | 'person'> & { readonly name: string; readonly filter: Filter; readonly person?: Person })[] {
  return Object.entries(products).map(([name, { title, filter, languages, grades, person }]) => ({
    name,
    title,
    filter: JSON.parse(JSON.stringify(filter)) as Filter,
    languages,
    grades,
    ...(person ? { person: JSON.parse(JSON.stringify(person)) as Person } : {}),
  }))
}

/** What needs a person, its absent settings absent. */
type Person = { readonly [K in keyof NonNullable<Product['person']>]?: Exclude<NonNullable<Product['person']>[K], undefined> }

/** A filter whose absent settings are absent. */
type Filter = { readonly [K in keyof Product['filter']]?: Exclude<Product['filter'][K], undefined> }
