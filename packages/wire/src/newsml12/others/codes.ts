import { CODES as OF_G2 } from '../../newsml-g2/standard/codes.ts'

/**
 * Attributes of NewsML 1.2 that hold names of a vocabulary, identifiers and addresses (DTD, `FormalName`, `Duid`, `Scheme` …), and those of the
 * HTML in it; a single word in one of them is no text.
 */
export const CODES: ReadonlySet<string> = new Set([
  ...'AssignedBy Confidence Duid EquivalentsList Essential Euid FormalName HowPresent Href Importance MediaType NewsItem Notation Occurrences PreviousRevision Revision Scheme Topic Topics Update Urn Version Vocabulary xml:lang DateAndTime'.split(
    ' ',
  ),
  ...OF_G2,
])
