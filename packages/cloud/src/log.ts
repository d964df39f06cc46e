import type { Sighting } from '@depesche/pipeline/observe'
import type { Message } from '@depesche/pipeline/ports'

/** One line of the log: an object, which Lambda's JSON log format keeps as it is. Never text of an article or of an upload's name. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly kind: string }

/** `console.info` of Lambda's Node runtime writes `{timestamp, level, requestId, message: line}`. */
export const log = (line: LogLine): void => console.info(line)
export const logError = (line: LogLine): void => console.error(line)

/** What every line about a message says of it. The trace is the upload's, and crosses the queues. */
export function contextOf({ station, upload, id, version, language, trace }: Message): Readonly<Record<string, unknown>> {
  const known = { station, trace: trace?.id, upload, id, version, language }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
}

/** What happened, without a word of what is written: a log is no exit (LEDGER.md section 5). */
export function lineOf(sighting: Sighting, { trace }: Partial<Message>, now: number): LogLine {
  switch (sighting.kind) {
    case 'received':
      return { kind: 'received', upload: sighting.upload, desk: sighting.desk, bytes: sighting.bytes }
    case 'normalized': {
      const { kind, upload, id, version, language, targets, closings, duplicate, item } = sighting
      return { kind, upload, id, version, language, targets, closings, duplicate, notes: item.notes }
    }
    case 'rejected':
      return { kind: 'rejected', upload: sighting.upload, rule: sighting.rule }
    case 'unpacked':
      return { kind: 'unpacked', upload: sighting.upload, parts: sighting.parts }
    case 'translated': {
      const { kind, id, language, out } = sighting
      return { kind, id, language, version: out.version, grade: out.grade, engine: out.provenance?.engine, milliseconds: out.milliseconds }
    }
    case 'waiting':
      return { kind: 'waiting', id: sighting.id, from: sighting.from, language: sighting.language }
    case 'ceiling':
      return { kind: 'ceiling', id: sighting.id, language: sighting.language, engine: sighting.engine, period: sighting.period }
    case 'retrying':
      return { kind: 'retrying', id: sighting.id, language: sighting.language, failure: sighting.failure, again: sighting.again }
    case 'failed':
      return { kind: 'failed', id: sighting.id, language: sighting.language, failure: sighting.failure }
    case 'decided':
      return { kind: 'decided', id: sighting.id, deed: sighting.deed }
    case 'deferred':
      return { kind: 'deferred', id: sighting.id, language: sighting.language, until: sighting.until }
    case 'delivered': {
      const { kind, partner, product, language, sequence, event, id, version, milliseconds } = sighting
      return { kind, partner, product, language, sequence, event, id, version, milliseconds }
    }
    case 'undelivered': {
      const { kind, partner, tries, reason, again } = sighting
      return { kind, partner, tries, reason, again }
    }
    case 'webhook-disabled':
      return { kind: 'webhook-disabled', partner: sighting.partner, reason: sighting.reason }
    case 'out': {
      const { kind, id, product, language, sequence, entry } = sighting
      const seconds = trace ? Math.round((now - Date.parse(trace.received)) / 100) / 10 : undefined
      return { kind, id, product, language, sequence, event: entry.event, version: entry.version, seconds }
    }
  }
}

/**
 * What was thrown, for the operator. The message of a parser quotes what it could not parse: for those only where it happened.
 */
export function errorLine(error: unknown, context: Readonly<Record<string, unknown>> = {}): LogLine {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  const quotes = error instanceof SyntaxError
  return {
    kind: 'error',
    ...context,
    error: name,
    ...(quotes ? {} : { reason: message.slice(0, 600) }),
    at: frames.slice(0, 8).map((line) => line.trim()),
  }
}
