/** Wire copy of our own for the drop box, and what must become of it. */
import type { Random } from '../model/random.ts'

export interface Upload {
  /** below `incoming/` */
  readonly key: string
  readonly bytes: Uint8Array
  /** uploads of one story are versions of one article */
  readonly story: string
  /** absent where the wire has none */
  readonly version?: number
  readonly becomes: 'article' | 'withheld' | 'rejected'
  readonly desk: 'sda' | 'web'
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What a headline says of its version: `Fassung 2`. */
export const headlineMark = (story: string, version: number) => `${story} Fassung ${version}`

/** NewsML 1.2 of the agency, one version of one story. */
export function newsml(story: string, version: number, status = 'Usable'): Uint8Array {
  const urn = `urn:newsml:www.sda-ats.ch:20260302:${story}`
  const update =
    version === 1
      ? ''
      : `<Instruction FormalName="Update"><RevisionStatus Revision="${version - 1}"><Status FormalName="Update"/></RevisionStatus></Instruction>`
  return bytesOf(`<?xml version="1.0" encoding="UTF-8"?>
<NewsML>
<NewsEnvelope><DateAndTime>20260302T100000+0100</DateAndTime><NewsService FormalName="SDA-ATS News Service"/>
<NewsProduct FormalName="Basisdienst D"/><Priority FormalName="4"/></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier>
<ProviderId>www.sda-ats.ch</ProviderId><DateId>20260302</DateId><NewsItemId>${story}</NewsItemId>
<RevisionId PreviousRevision="${version - 1}" Update="N">${version}</RevisionId>
<PublicIdentifier>${urn}:${version}N</PublicIdentifier>
</NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260302T100000+0100</FirstCreated>
<ThisRevisionCreated>20260302T10${String(version).padStart(2, '0')}00+0100</ThisRevisionCreated><Status FormalName="${status}"/><Urgency FormalName="4"/>${update}
</NewsManagement>
<NewsComponent><NewsLines><HeadLine>Steg von ${headlineMark(story, version)} offen</HeadLine><DateLine>Kaltenbach SH</DateLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="sda"/></Provider><Source><Party FormalName="sda"/></Source></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="DE"/></DescriptiveMetadata>
<NewsComponent><ContentItem><Format Scheme="IptcFormat" FormalName="NITF"/><DataContent>
<nitf><body><body.content>
<p lede="true">Der Steg von Kaltenbach ist seit Montag wieder offen. Die Gemeinde hat ihn erneuert.</p>
<p>Am ersten Tag kamen ${100 * version + 12} Personen über den Fluss.</p>
</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsComponent>
</NewsItem></NewsML>
`)
}

/** A text as it is pasted from a page: no identity, no version. */
export function paste(story: string): Uint8Array {
  const paragraphs = [
    `The council of ${story} spoke on Monday about the bridge over the river and about the 312 trees beside it.`,
    'Nobody objected. The work begins in May and takes two years, the council said.',
  ]
  return bytesOf(`${headlineMark(story, 1)}: council plans its bridge\n\n${paragraphs.join('\n\n')} (SDA)\n`)
}

/** A handful of uploads of two desks: stories with versions, some of them twice and under one key, one withheld, one cut off. */
export function randomUploads(random: Random): readonly Upload[] {
  const uploads: Upload[] = []
  for (let n = 1; n <= (random.chance(0.3) ? 2 : 1); n++) {
    const story = `bsd10${n}`
    const oneKey = random.chance(0.5)
    for (let version = 1; version <= 1 + random.below(3); version++) {
      const bytes = newsml(story, version)
      const key = oneKey ? `sda/${story}.xml` : `sda/${story} v${version}.xml`
      const upload: Upload = { key, bytes, story, version, becomes: 'article', desk: 'sda' }
      uploads.push(upload)
      if (random.chance(0.3)) uploads.push({ ...upload, key: random.chance(0.5) ? key : `sda/again+${version}-${story}.xml` })
    }
  }
  for (let n = 1; n <= random.below(2); n++)
    uploads.push({ key: `web/ü ${n}.txt`, bytes: paste(`Talwil ${n}`), story: `paste${n}`, becomes: 'article', desk: 'web' })
  if (random.chance(0.5)) {
    uploads.push({
      key: 'sda/held.xml',
      bytes: newsml('bsd301', 1, 'Withheld'),
      story: 'bsd301',
      version: 1,
      becomes: 'withheld',
      desk: 'sda',
    })
  }
  if (random.chance(0.5)) {
    const bytes = newsml('bsd401', 1).slice(0, 700)
    uploads.push({ key: 'sda/cut off.xml', bytes, story: 'bsd401', becomes: 'rejected', desk: 'sda' })
  }
  return random.shuffle(uploads)
}
