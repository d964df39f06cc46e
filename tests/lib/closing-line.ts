import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with one plain line, `N passed, N failed, N skipped`, whatever the other reporters print. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    // a file that could not be loaded, or an error outside of any test, has failed too
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].every((test) => test.ok()),
    ).length
    const skipped = count('skipped')
    const line = `${count('passed')} passed, ${count('failed') + broken + errors.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
    // after the summary of the default reporter
    process.once('exit', () => console.log(line))
  }
}
