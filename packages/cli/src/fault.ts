/**
 * What ends a command with a message instead of a stack: what went wrong, where, and the remedy.
 * Exit code 1: the work failed; 2: the command was misused.
 */
export class Fault extends Error {
  readonly remedy: string
  readonly exitCode: 1 | 2
  constructor(message: string, remedy: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.name = 'Fault'
    this.remedy = remedy
    this.exitCode = exitCode
  }
}
