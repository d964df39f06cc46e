/** Wire copy of our own for the drop box. */

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What a headline says of its version: `Fassung 2`. */
export const headlineMark = (story: string, version: number) => `${story} Fassung ${version}`

export interface Copy {
  readonly status?: string
  /** when its embargo ends (ms) */
  readonly embargo?: number
  /** it withdraws the version before, and repeats its text */
  readonly deletes?: true
}

/** NewsML 1.2 of the agency, one version of one story. */
export function newsml(story: string, version: number, { status = 'Usable', embargo, deletes }: Copy = {}): Uint8Array {
  const urn = `urn:newsml:www.sda-ats.ch:20260302:${story}`
  const suffix = deletes ? 'A' : 'N'
  const text = deletes ? version - 1 : version
  const ends =
    embargo === undefined
      ? ''
      : `<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>${stamp(embargo)}</DateAndTime></StatusWillChange>`
  return bytesOf(`<?xml version="1.0" encoding="UTF-8"?>
<NewsML>
<NewsEnvelope><DateAndTime>20260302T100000+0100</DateAndTime><NewsService FormalName="SDA-ATS News Service"/>
<NewsProduct FormalName="Basisdienst D"/><Priority FormalName="4"/></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier>
<ProviderId>www.sda-ats.ch</ProviderId><DateId>20260302</DateId><NewsItemId>${story}</NewsItemId>
<RevisionId PreviousRevision="${version - 1}" Update="${suffix}">${version}</RevisionId>
<PublicIdentifier>${urn}:${version}${suffix}</PublicIdentifier>
</NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260302T100000+0100</FirstCreated>
<ThisRevisionCreated>20260302T10${String(version).padStart(2, '0')}00+0100</ThisRevisionCreated><Status FormalName="${embargo === undefined ? status : 'Embargoed'}"/>${ends}<Urgency FormalName="4"/>${instruction(version, deletes)}
</NewsManagement>
<NewsComponent><NewsLines><HeadLine>Steg von ${headlineMark(story, text)} offen</HeadLine><DateLine>Kaltenbach SH</DateLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="sda"/></Provider><Source><Party FormalName="sda"/></Source></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="DE"/></DescriptiveMetadata>
<NewsComponent><ContentItem><Format Scheme="IptcFormat" FormalName="NITF"/><DataContent>
<nitf><body><body.content>
<p lede="true">Der Steg von Kaltenbach ist seit Montag wieder offen. Die Gemeinde hat ihn erneuert.</p>
<p>Am ersten Tag kamen ${100 * text + 12} Personen über den Fluss.</p>
</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsComponent>
</NewsItem></NewsML>
`)
}

/** In UTC, as the agency writes it. */
const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}+0000`

function instruction(version: number, deletes: true | undefined): string {
  if (deletes) return '<Instruction FormalName="Delete"><RevisionStatus><Status FormalName="Canceled"/></RevisionStatus></Instruction>'
  if (version === 1) return ''
  return `<Instruction FormalName="Update"><RevisionStatus Revision="${version - 1}"><Status FormalName="Update"/></RevisionStatus></Instruction>`
}

/** A text as it is pasted from a page: no identity, no version. */
export function paste(story: string): Uint8Array {
  const paragraphs = [
    `The council of ${story} spoke on Monday about the bridge over the river and about the 312 trees beside it.`,
    'Nobody objected. The work begins in May and takes two years, the council said.',
  ]
  return bytesOf(`${headlineMark(story, 1)}: council plans its bridge\n\n${paragraphs.join('\n\n')} (SDA)\n`)
}

/** A text that withdraws a story by the agency's number. */
export function killNotice(story: string): Uint8Array {
  return bytesOf(`MELDUNG ZURÜCKGEZOGEN

Bern (sda) Bitte verwenden Sie die Meldung ${story} vom Montag nicht. Sie ist falsch.

(SDA)
`)
}
