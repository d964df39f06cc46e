export type FetchProblem =
  | 'missing-tool'
  | 'unknown-package'
  | 'no-space'
  | 'not-writable'
  | 'command-failed'
  | 'aborted'
  | 'too-slow'
  | 'incomplete'
  /** another process fetches into the same folder */
  | 'busy'
  /** an address that we do not go to: no TLS outside this machine, a redirect that leaves its scheme */
  | 'refused-address'
  /** no answer, an error of the server, a connection that broke */
  | 'unreachable'
  | 'not-found'
  /** more bytes than were said, or than such a file can have */
  | 'too-big'
  /** the store's index is not what we can read */
  | 'odd-index'
  /** what came is not what the index says */
  | 'wrong-hash'
  /** a model that does not translate */
  | 'self-test'

/** Why an engine could not be fetched, and what the person at the keyboard can do. */
export class FetchError extends Error {
  readonly problem: FetchProblem
  readonly remedy: string

  constructor(problem: FetchProblem, message: string, remedy: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'FetchError'
    this.problem = problem
    this.remedy = remedy
  }
}
