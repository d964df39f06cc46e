import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { validateXML } from 'xmllint-wasm'

// IPTC's schemas are not ours to ship: they lie beside the checkout
const reference = fileURLToPath(new URL('../../../shared/reference/newsml-g2/', import.meta.url))
const SCHEMA = `${reference}NewsML-G2_2.35-spec-All-Power.xsd`

export const schemaIsThere = existsSync(SCHEMA)

/** What IPTC's schema for NewsML-G2 2.35, conformance power, has against documents: a line each, none for valid ones. */
export async function schemaErrors(documents: readonly string[]): Promise<readonly string[]> {
  const read = (path: string) => readFileSync(path, 'utf8')
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: read(SCHEMA),
    preload: [{ fileName: 'xml.xsd', contents: read(`${reference}xml.xsd`) }],
    maxMemoryPages: 4096,
  })
  return errors.map(({ rawMessage }) => rawMessage)
}
