/** A desk as the pipeline knows it: who uploads. */
export interface DeskSettings {
  readonly name: string
  /** first part of its inbox keys */
  readonly prefix: string
  readonly provider?: string
  /** IANA zone */
  readonly zone: string
  readonly language: string
  /** what becomes of copy that its source withholds (`stat:withheld`); by default a person must let it go */
  readonly withheld?: 'hold' | 'release'
}

/** The desk of an inbox key `{prefix}/{name}`; `undefined`: no desk has that prefix. */
export function deskOfKey(desks: readonly DeskSettings[], key: string): DeskSettings | undefined {
  return desks.find(({ prefix }) => key.startsWith(`${prefix}/`))
}
