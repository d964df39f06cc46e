/** Readability's own DOM for where there is no browser, as Firefox uses it in a worker. */
declare module '@mozilla/readability/JSDOMParser.js' {
  export default class JSDOMParser {
    /** Takes well-formed markup. */
    parse(markup: string, url?: string): Document
  }
}

/** What `@mozilla/readability` calls the document that it is given. */
interface Document {
  readonly documentElement: object | null
}
