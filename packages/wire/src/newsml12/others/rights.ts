import { lineIn } from '../../newsml-g2/standard/line.ts'
import { attribute, below, type Element } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'

/** Usage, copyright and as what it is provided: for editors (NewsML 1.2, 5.5, `RightsMetadata`). */
export function rightsOf(account: Tracked, item: Element): readonly string[] {
  const texts = ['CopyrightHolder', 'CopyrightDate', 'UsageType', 'Limitations', 'Geography', 'RightsHolder', 'StartDate', 'EndDate']
  const metadata = below(item, 'RightsMetadata')
  const rights = metadata.flatMap((one) => texts.flatMap((name) => below(one, name)))
  const told = rights.flatMap((one) => account.text(one, lineIn) ?? [])
  const elementsNamed = below(item, 'ProvidedAs').flatMap((one) => account.attribute(one, 'FormalName') ?? account.text(one, lineIn) ?? [])
  const properties = below(item, 'Property').filter((one) => /^provided-?as$/i.test(attribute(one, 'FormalName') ?? ''))
  const provided = [...elementsNamed, ...properties.flatMap((one) => account.attribute(one, 'Value') ?? [])]
  return [...new Set([...provided.map((one) => `ProvidedAs: ${one}`), ...told])]
}
