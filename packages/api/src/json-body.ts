import type { Context } from 'hono'

/** No body of the desk's routes but an upload is longer. */
const MAX_BODY = 16_384

/** The request's body of at most so many bytes as a JSON object, an empty one when there is no body; a text: why it is none. */
export async function jsonBody(context: Context, most = MAX_BODY): Promise<Readonly<Record<string, unknown>> | string> {
  const tooLong = `The body has more than ${most} bytes.`
  if (Number(context.req.header('content-length') ?? 0) > most) return tooLong
  const text = await context.req.text()
  if (Buffer.byteLength(text) > most) return tooLong
  if (text.trim() === '') return {}
  const value = parsed(text)
  return isObject(value) ? value : 'The body is a JSON object.'
}

/** True for an object with fields: no list, no null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is there beside the fields that are known, as a problem; `undefined`: nothing. */
export function unknownField(value: object, known: readonly string[]): string | undefined {
  const name = Object.keys(value).find((each) => !known.includes(each))
  return name === undefined ? undefined : `there is no field ${JSON.stringify(name.slice(0, 40))} here; there are: ${known.join(', ')}.`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
