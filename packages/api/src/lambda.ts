import type { Env, Hono } from 'hono'
import { handle } from 'hono/aws-lambda'

/** An app as the handler of an HTTP API's events (payload format 2.0). Binary answers are base64, as API Gateway asks. */
export function lambdaHandler<E extends Env>(app: Hono<E>): ReturnType<typeof handle<E>> {
  return handle(app)
}
