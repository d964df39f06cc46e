/** What the schema cannot see: settings that do not fit together. Looks at any input, so that all mistakes are told at once. */
export function crossChecks(input: unknown): readonly string[] {
  const { desks, products } = partsOf(input)
  return [
    ...sharedFolders(desks),
    ...products.flatMap(([name, product]) => productChecks(name, product, new Set(desks.map(([desk]) => desk)))),
  ]
}

type Loose = Readonly<Record<string, unknown>>
const looseObject = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {})
const looseList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const entriesOf = (value: unknown): readonly (readonly [string, Loose])[] =>
  Object.entries(looseObject(value)).map(([key, each]) => [key, looseObject(each)] as const)

function partsOf(input: unknown): { readonly desks: ReturnType<typeof entriesOf>; readonly products: ReturnType<typeof entriesOf> } {
  const { desks, products } = looseObject(input)
  return { desks: entriesOf(desks), products: entriesOf(products) }
}

function sharedFolders(desks: ReturnType<typeof entriesOf>): readonly string[] {
  const owners = new Map<unknown, string>()
  return desks.flatMap(([desk, { prefix = desk }]) => {
    const other = owners.get(prefix)
    owners.set(prefix, other ?? desk)
    return other === undefined ? [] : [`desks.${desk}.prefix: "${String(prefix)}" is the folder of desk "${other}" already`]
  })
}

function productChecks(name: string, { filter, languages, person }: Loose, desks: ReadonlySet<string>): readonly string[] {
  const unknown = looseList(looseObject(filter).desks).flatMap((desk, index) =>
    typeof desk !== 'string' || desks.has(desk) ? [] : [`products.${name}.filter.desks.${index}: no desk "${desk}" is configured`],
  )
  const all = looseList(languages)
  const twice = all.flatMap((tag, index) =>
    all.indexOf(tag) < index ? [`products.${name}.languages.${index}: "${String(tag)}" is named already`] : [],
  )
  const foreign = looseList(looseObject(person).languages).flatMap((tag, index) =>
    all.includes(tag) ? [] : [`products.${name}.person.languages.${index}: "${String(tag)}" is no language of this product`],
  )
  return [...unknown, ...twice, ...foreign]
}
