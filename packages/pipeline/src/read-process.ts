/** The process that reads uploads on one machine: `boundedRead(new URL(import.meta.resolve('@depesche/pipeline/read-process')))`. */
import { open } from '@depesche/wire/readers'
import { serveReads } from './serve-reads.ts'

serveReads(open)
