import { parseConfig } from '@depesche/config/define-config'
import config from '../depesche.config.ts'

/** The newsroom, checked. A mistake fails the deploy with all of them, before anything is made. */
export const newsroom = parseConfig(config)

/**
 * Stands at the top of each file of a function's bundle, as whichever is read first must have it: the newsroom as it was
 * checked here, so that no function checks it again, nor carries what checks it.
 */
export const banner = `globalThis.DEPESCHE_NEWSROOM??=${JSON.stringify(newsroom)};`
