/** No answer of the API came: no connection, a timeout, a cut, or something in between that answered in its stead. May pass. */
export class ConnectionError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ConnectionError'
  }
}
