/** A feed and the key that opens it. */
export interface FeedAddress {
  /** where the API is, e.g. `https://wire.example.org`; a path before `/v1` may be part of it */
  readonly url: string
  /** the partner key, `depesche_…`. It is a secret: never send it to your readers' browsers */
  readonly key: string
  readonly product: string
  readonly language: string
}

/** What every read takes. */
export interface Reading extends FeedAddress {
  /** ends the read with its reason */
  readonly signal?: AbortSignal | undefined
  /** seconds until a request is given up, its body included; default 30, besides what `wait` asks for */
  readonly timeout?: number | undefined
  /** instead of the global `fetch`: a proxy, a test */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/** The feed's address, without a trailing slash. */
export function feedUrl({ url, product, language }: FeedAddress): string {
  return `${url.replace(/\/+$/, '')}/v1/feeds/${encodeURIComponent(product)}/${encodeURIComponent(language)}`
}
