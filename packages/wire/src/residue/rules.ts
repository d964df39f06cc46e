import { codeRules } from './code-rules.ts'
import { creditRules } from './credit-rules.ts'
import { offerRules } from './offer-rules.ts'
import { pageRules } from './page-rules.ts'
import type { ResidueRule } from './rule.ts'
import { teaserRules } from './teaser-rules.ts'

/** Every rule, in the order in which they are asked: the first that matches a line names the Note. */
export const residueRules: readonly ResidueRule[] = [...codeRules, ...teaserRules, ...pageRules, ...offerRules, ...creditRules]
