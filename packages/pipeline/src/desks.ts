/** A desk as the pipeline knows it: who uploads. */
export interface DeskSettings {
  readonly name: string
  /** first part of its inbox keys */
  readonly prefix: string
  readonly provider?: string
  /** IANA zone */
  readonly zone: string
  readonly language: string
}

/** The desk of an inbox key `{prefix}/{name}`; `undefined`: no desk has that prefix. */
export function deskOfKey(desks: readonly DeskSettings[], key: string): DeskSettings | undefined {
  return desks.find(({ prefix }) => key.startsWith(`${prefix}/`))
}
