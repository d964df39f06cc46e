/**
 * The receivers that the newsroom names for itself, as `host:port`, the host as a URL has it (`[::1]:8080`). Throws for what is not
 * of that form: a rule that silently fits nothing, or a host without its port, must not pass at the start.
 */
export function allowedIn(pairs: readonly string[]): ReadonlySet<string> {
  return new Set(pairs.map(normalized))
}

function normalized(pair: string): string {
  const [, host = '', port = ''] = /^([^/?#@*\s\\]+):(\d{1,5})$/.exec(pair) ?? []
  const hostname = URL.parse(`http://${host}/`)?.hostname
  const isPort = Number(port) >= 1 && Number(port) <= 65_535
  // an address without its brackets would be cut at its last colon
  if (!hostname || !isPort || host.replace(/^\[.*\]$/, '').includes(':'))
    throw new Error(`"${pair}" is not a host and its port, such as cms.example:8443 or [::1]:8443`)
  return `${hostname}:${Number(port)}`
}
