export type {
  Canceled,
  Change,
  Closed,
  Correction,
  Created,
  Entry,
  Removed,
  Restart,
  Superseded,
  Updated,
} from './change.ts'
export { ConnectionError } from './connection-error.ts'
export { type FeedPage, type FeedPageOptions, feedPage } from './feed-page.ts'
export { type CoveredFeed, type FeedsAnswer, type FeedsOptions, feeds } from './feeds.ts'
export { type Failure, type FollowOptions, follow } from './follow.ts'
export { type ItemAnswer, type ItemOptions, item } from './item.ts'
export type {
  AltId,
  Association,
  Body,
  Coded,
  Description,
  DigitalSourceType,
  Headline,
  InfoSource,
  Item,
  TrustIndicator,
} from './ninjs.ts'
export { type Problem, ProblemError, type ProblemType } from './problem.ts'
export type { FeedAddress, Reading } from './reading.ts'
export { type VerifiedWebhook, verifyWebhook, WebhookError, type WebhookFault, type WebhookToVerify } from './verify-webhook.ts'
export { type WebhookEvent, webhookEvent } from './webhook-event.ts'
