import { describe } from 'vitest'
import { isInstalled } from './installed.ts'

/** Tests that need Pulumi. Where it is not installed they are skipped and say so; in CI they run and fail. */
export function describeStack(name: string, tests: () => void): void {
  const there = isInstalled()
  const title = there ? name : `${name} (not installed: node tests/sst/install.ts)`
  describe.skipIf(!there && process.env.CI !== 'true')(title, { timeout: 120_000 }, tests)
}
