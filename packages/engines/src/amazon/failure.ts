import { EngineError, type Failure } from '@depesche/translation/engine'

/** By name, since the SDK has no class for what the service's front end answers (ThrottlingException, for one). */
const FAILURES: Readonly<Record<string, readonly [failure: Failure, retry: boolean]>> = {
  ThrottlingException: ['busy', true],
  TooManyRequestsException: ['busy', true],
  LimitExceededException: ['busy', true],
  UnsupportedLanguagePairException: ['direction', false],
  TextSizeLimitExceededException: ['too-long', false],
  InvalidRequestException: ['refused', false],
  InvalidParameterValueException: ['refused', false],
  ValidationException: ['refused', false],
  UnknownOperationException: ['refused', false],
  AccessDeniedException: ['denied', false],
  UnrecognizedClientException: ['denied', false],
  InvalidSignatureException: ['denied', false],
  MissingAuthenticationTokenException: ['denied', false],
  ExpiredTokenException: ['denied', true], // the next attempt brings fresh credentials
  SubscriptionRequiredException: ['denied', false],
  CredentialsProviderError: ['denied', false],
}

/** What the client threw, in the pipeline's terms. What is not known by name (500, 503, a cut line, a timeout) may pass: `down`. */
export function amazonFailure(thrown: unknown, direction: string, unbilled: number, signal?: AbortSignal): EngineError {
  if (thrown instanceof EngineError) return new EngineError(thrown.failure, thrown.message, thrown.retry, thrown.cause, unbilled)
  if (signal?.aborted) return new EngineError('aborted', `Amazon Translate ${direction}: aborted`, true, thrown, unbilled)
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown))
  const [failure, retry] = FAILURES[name] ?? ['down', true]
  return new EngineError(failure, `Amazon Translate ${direction}: ${name}: ${message}`, retry, thrown, unbilled)
}

/** The service answered that it would not: nothing was translated, nothing is billed. Anything else may have been. */
export function isRefusal(thrown: unknown): boolean {
  const { httpStatusCode = 0 } = (thrown as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata ?? {}
  return httpStatusCode >= 400 && httpStatusCode < 500
}
