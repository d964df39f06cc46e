/**
 * What `read` said, for `ms` milliseconds: a newsroom that adds an engine while the system runs need not start it again,
 * and `offer` need not read a folder each time it is asked.
 */
export function cached<T>(read: () => T, ms = 2_000, now: () => number = Date.now): () => T {
  let value: { readonly is: T; readonly at: number } | undefined
  return () => {
    if (!value || now() - value.at >= ms) value = { is: read(), at: now() }
    return value.is
  }
}
