import { resolve } from 'node:path'
import { packagesFor } from '@depesche/engines/apertium-fetch'
import { findApertium } from '@depesche/engines/apertium-installation'

/** Where the tests look for Apertium: `DEPESCHE_APERTIUM`, or a folder of this checkout (`get-apertium.ts` fills it). */
export const apertiumHere = resolve(process.env.DEPESCHE_APERTIUM ?? new URL('../../../.depesche-test/apertium', import.meta.url).pathname)

/** One hop, two hops, from English, an old mode that needs repair (es-pt). */
export const apertiumTestPackages = packagesFor([
  ['fr', 'es'],
  ['es', 'it'],
  ['en', 'es'],
  ['es', 'pt'],
])

const found = findApertium(apertiumHere)[0]?.programs !== undefined

/** For `describe.skipIf`: without Apertium (node tests/lib/engines/get-apertium.ts) its tests are skipped; where CI is set they run, and fail. */
export const skipApertium = !found && !process.env.CI
