import { serveReads } from '@depesche/pipeline/serve-reads'
import { open } from '@depesche/wire/readers'

serveReads(open)

/** Nobody calls the reading process but through its channel. */
export const handler = undefined
