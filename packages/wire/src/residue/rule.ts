/**
 * A kind of line that a web page leaves in pasted copy and that is no part of a story. Rules are data: `fires` and `nearMiss`
 * hold an example for each language, and a test runs them all. A line of a story that looks like residue belongs into
 * `nearMiss`; in doubt a line stays.
 */
export interface ResidueRule {
  /** the Note's rule: `residue-teaser` */
  readonly name: string
  /** what the desk reads as the reason */
  readonly reason: string
  /**
   * `line`: wherever the line stands; `alone`: only as a line of its own, not inside a wrapped paragraph;
   * `list`: like `alone`, and the short lines that follow it in its block go with it
   */
  readonly where: 'line' | 'alone' | 'list'
  /** the trimmed line, at most 1,000 characters of it; anchored, and without nested repetition (linear time) */
  readonly matches: RegExp
  /** the longest line that the rule may take, in characters */
  readonly longest: number
  /** never the first line of the text: as a headline it would be a story's */
  readonly notFirst?: true
  /** fires only if lines of a list follow: the words alone may be a crosshead */
  readonly needsList?: true
  /** an example that must go, per language (`*`: any) */
  readonly fires: Readonly<Record<string, string>>
  /** a line of a story that must stay, per language */
  readonly nearMiss: Readonly<Record<string, string>>
}
