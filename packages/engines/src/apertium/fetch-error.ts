export type FetchProblem =
  | 'missing-tool'
  | 'unknown-package'
  | 'no-space'
  | 'not-writable'
  | 'command-failed'
  | 'aborted'
  | 'too-slow'
  | 'incomplete'

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
