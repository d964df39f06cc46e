/** NewsML 1.2 and NewsML-G2 with nothing in them but what a test is about. */
export function newsml12Item({ embargo, comment = '' }: { readonly embargo: string; readonly comment?: string }): string {
  const change = `<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>${embargo}</DateAndTime></StatusWillChange>`
  const identifier =
    '<ProviderId>www.sda-ats.ch</ProviderId><DateId>20310101</DateId><NewsItemId>bsd001</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>'
  return `<?xml version="1.0"?><NewsML><NewsEnvelope><NewsService FormalName="SDA-ATS News Service"/></NewsEnvelope><NewsItem><Identification><NewsIdentifier>${identifier}</NewsIdentifier></Identification><NewsManagement><Status FormalName="Embargoed"/>${change}</NewsManagement><NewsComponent><NewsLines><HeadLine>Titel</HeadLine></NewsLines><DescriptiveMetadata><Language FormalName="DE"/></DescriptiveMetadata><ContentItem><Comment>${comment}</Comment><DataContent><nitf><body><body.content><p>Die Brücke ist gebaut.</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`
}

/** `meta`: elements of its itemMeta. */
export function g2Item({ meta }: { readonly meta: string }): string {
  return `<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:newsml:keystone-sda.ch:20310101:20310101120000000000000000001" version="1" xml:lang="de"><itemMeta><provider qcode="nprov:KSDA"/>${meta}<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><language tag="de"/><headline>Titel</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Die Brücke ist gebaut.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>`
}
