/** Something that must be true when all is quiet is not. */
export class Broken extends Error {}

export function must(condition: unknown, complaint: string): asserts condition {
  if (!condition) throw new Broken(complaint)
}
