import { serveReads } from '@depesche/pipeline/serve-reads'
import { read } from '@depesche/wire/readers'

serveReads(read)

/** Nobody calls the reading process but through its channel. */
export const handler = undefined
