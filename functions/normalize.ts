/** An upload becomes a version of an article. Its bytes are read by this same file, forked as a process of its own. */
import { READ_ARGUMENT } from '@depesche/pipeline/bounded-read'

// of two the one that is meant: the reading process needs no AWS, and this one not the readers
const { handler } = process.argv.includes(READ_ARGUMENT) ? await import('./normalize/reader.ts') : await import('./normalize/consumer.ts')

export { handler }
