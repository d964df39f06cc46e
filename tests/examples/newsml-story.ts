/** A story in NewsML-G2 (IPTC, 2.35), in our own words, as short as the reader takes it. */
export interface NewsmlStory {
  readonly number: number
  readonly version: number
  readonly urgency: number
  /** ISO 8601 with its offset */
  readonly embargoed?: string
  readonly correction?: boolean
}

export function newsmlStory({ number, version, urgency, embargoed, correction }: NewsmlStory): string {
  const day = new Date().toISOString()
  const headline = `Die Gemeinde ${number} baut ihre Brücke, Fassung ${version}`
  return `<?xml version="1.0" encoding="utf-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>${day}</sent></header><itemSet>
<newsItem standard="NewsML-G2" standardversion="2.28" conformance="power" xml:lang="de" guid="urn:newsml:example.org:20310910:story${number}" version="${version}">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:KSDA"><name>sda</name></provider><versionCreated>${day}</versionCreated>
${embargoed ? `<embargoed>${embargoed}</embargoed>` : ''}<pubStatus qcode="stat:usable"/><service qcode="sdasvc:bsd"/>
${correction ? '<signal qcode="sig:correction"/>' : ''}</itemMeta>
<contentMeta><urgency>${urgency}</urgency><contentCreated>${day}</contentCreated><dateline>Bern</dateline><language tag="de"/>
<slugline>Brücke</slugline><headline>${headline}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>${headline}</title></head><body>
<p class="paragraph">Der Gemeinderat hat am Montag beschlossen, die Brücke Nummer ${number} über den Fluss neu zu bauen. Das ist die Fassung ${version}.</p>
<p class="paragraph">Die Arbeiten beginnen im Frühling und dauern zwei Jahre.</p></body></html></inlineXML></contentSet>
</newsItem></itemSet></newsMessage>
`
}
