/** The problems that docs/api.md lists; others may come, and `about:blank` says no more than its status (RFC 9457 section 4.2.1). */
export type ProblemType =
  | '/problems/unauthorized'
  | '/problems/suspended'
  | '/problems/not-found'
  | '/problems/gone'
  | '/problems/cursor-expired'
  | '/problems/cursor-invalid'
  | '/problems/limit-invalid'
  | '/problems/wait-invalid'
  | '/problems/too-many-requests'
  | '/problems/method-not-allowed'
  | '/problems/restoring'
  | '/problems/internal'
  | 'about:blank'
  | (string & {})

/** Problem details (RFC 9457 section 3.1). */
export interface Problem {
  readonly type: ProblemType
  readonly title: string
  /** the HTTP status */
  readonly status: number
  readonly detail?: string
  readonly instance?: string
}

/** The API refused. */
export class ProblemError extends Error {
  readonly problem: Problem
  /** seconds that the answer asks to wait (RFC 9110 section 10.2.3) */
  readonly retryAfter: number | undefined

  constructor(problem: Problem, retryAfter?: number) {
    super([problem.status, problem.title, problem.detail].filter(Boolean).join(' · '))
    this.name = 'ProblemError'
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

/** The problem that an answer's body tells; without one (a proxy's page) what its status says. */
export function problemIn(status: number, body: string): Problem {
  const told = objectIn(body)
  const text = (name: string) => (typeof told?.[name] === 'string' ? { [name]: told[name] } : {})
  return { type: 'about:blank', title: `HTTP ${status}`, ...text('type'), ...text('title'), ...text('detail'), ...text('instance'), status }
}

function objectIn(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
