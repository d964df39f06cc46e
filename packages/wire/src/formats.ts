import { type Format, readers } from './readers.ts'

/** A wire format, for people. */
export interface About {
  /** what it is, and which of its kind */
  readonly what: string
  /** by what its provider knows an article, and its version */
  readonly identity: string
}

/** Of every reader; a forgotten one is a type error. */
const about = {
  newsml12: {
    what: 'NewsML 1.0 to 1.2 (IPTC), by anyone, with NITF, XHTML, HTML or plain text inside; the DOCTYPE is skipped, never fetched',
    identity: 'provider, date, item; version = RevisionId',
  },
  'newsml-g2': {
    what: 'NewsML-G2 2.x (IPTC) by anyone, with XHTML, NITF, HTML or plain text inside; the Swiss agency’s by its profile',
    identity: 'guid; version',
  },
  mars: {
    what: 'drafts of the Swiss agency’s editorial system (MARS), with escaped HTML; always held',
    identity: 'none: the upload’s bytes',
  },
  nitf: {
    what: 'NITF 3.0 to 3.6 (IPTC), with or without its namespace; the DOCTYPE is skipped, never fetched',
    identity: 'doc-id with its registry; version = du-key',
  },
  iptc7901: {
    what: 'IPTC 7901 between its control characters, and dpa’s dialect of it; ISO-8859-1, -15, UTF-8, 7-bit national variants',
    identity: 'source, number, day',
  },
  ninjs: { what: 'ninjs 1.0 to 1.6 and 2.0 to 3.1 (IPTC)', identity: 'uri; version where it is a number' },
  'dpa-digitalwires': {
    what: 'dpa’s digitalwires JSON, with its HTML, infoboxes and notepad',
    identity: 'urn without its version; version',
  },
  'web-page': {
    what: 'the source of a web page: the story by Readability, schema.org, OpenGraph, and the rules for pasted text',
    identity: 'the page’s own address, where it names one',
  },
  'sda-text': { what: 'the agency’s text wire with its control bytes, and saved copies without them', identity: 'service, number, day' },
  'text-paste': {
    what: 'any other plain text: web pastes, mails; UTF-8, UTF-16, windows-1252',
    identity: 'none: the upload’s name within a day, or `--id`',
  },
} as const satisfies Readonly<Record<Format, About>>

/** Every wire format that is read, in the order in which the readers are asked. */
export const formatsRead: readonly (About & { readonly format: Format })[] = readers.map(({ format }) => ({ format, ...about[format] }))

/** The table of docs/formats.md. */
export function formatTable(): string {
  const rows = formatsRead.map(({ format, what, identity }) => `| \`${format}\` | ${what} | ${identity} |`)
  return ['| reader | what | identity |', '|---|---|---|', ...rows].join('\n')
}
