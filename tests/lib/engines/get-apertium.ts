/** Fetches Apertium for the tests, once: node tests/lib/engines/get-apertium.ts. No root; Debian and Ubuntu. */
import { FetchError, fetchApertium } from '@depesche/engines/apertium-fetch'
import { apertiumHere, apertiumTestPackages } from './apertium-here.ts'

try {
  const { outcome, modes, downloadedBytes } = await fetchApertium({ folder: apertiumHere, packages: apertiumTestPackages })
  console.log(`Apertium ${outcome}: ${modes.join(', ')} (${Math.round(downloadedBytes / 1e6)} MB loaded)`)
} catch (thrown) {
  if (!(thrown instanceof FetchError)) throw thrown
  console.error(`${thrown.message}\n${thrown.remedy}`)
  // without it (a Mac, no network) its tests are skipped; in CI that is a failure
  process.exitCode = process.env.CI === 'true' ? 1 : 0
}
