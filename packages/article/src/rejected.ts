/**
 * The one error that means "never retry": the input itself cannot be read. Any other throw means "retry"
 * (house style 3). `rule` is stable, `message` is what a desk reads; `remedy` says what to do.
 */
export class Rejected extends Error {
  readonly rule: string
  readonly remedy: string
  /** 1-based line of the decoded source, where known */
  readonly line: number | undefined

  constructor(rule: string, message: string, remedy: string, line?: number) {
    super(message)
    this.name = 'Rejected'
    this.rule = rule
    this.remedy = remedy
    this.line = line
  }
}
