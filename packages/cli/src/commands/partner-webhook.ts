import { GRACE_DAYS, MAX_GRACE_DAYS } from '@depesche/api/desk-partners'
import type { Delivered } from '@depesche/pipeline/sender'
import type { Command } from 'commander'
import { actorOf } from '../actor.ts'
import { Fault } from '../fault.ts'
import { agreed, known, type PartnerOptions, wholeOf, withDesk } from '../partner-side.ts'
import { partnerLines } from '../terminal/partner.ts'
import { safe } from '../terminal/style.ts'

const DAY_MS = 86_400_000

interface Options extends PartnerOptions {
  readonly begin?: string
}

/** `depesche partner webhook …`: partners that are sent everything instead of asking for it. */
export function addWebhookCommands(changing: (name: string, description: string) => Command, asking: (command: Command) => Command): void {
  changing('webhook', 'send a partner everything that its contract covers, as signed webhooks; shows the secret, this once')
    .argument('<url>', 'where it takes them: https://…')
    .option('--begin <now|start>', 'with what comes from now on (the default), or with all that its feeds have')
    .action(set)
  changing('test-webhook', 'send a signed sample now, and tell what came of it').action(test)
  changing('resume-webhook', 'have a webhook that was disabled, or is failing, go on at once from where it stopped').action(resume)
  changing('rotate-secret', `a second secret, shown this once; the one before signs along for ${GRACE_DAYS} days more`)
    .option('--grace <days>', 'for so many days instead')
    .option('--now', 'the one before signs no longer, at once')
    .action(rotate)
  asking(changing('remove-webhook', 'send a partner nothing any more')).action(remove)
}

function set(name: string, url: string, options: Options): Promise<void> {
  const { begin = 'now' } = options
  if (begin !== 'now' && begin !== 'start') throw new Fault(`"${safe(begin)}" is no place to begin`, '--begin takes "now" or "start"', 2)
  return withDesk(options, async (desk) => {
    await known(desk, name)
    const secret = await desk.webhook.set(name, url, begin, actorOf(options.as))
    if (secret === undefined)
      return console.log(`${name} goes on at the new address from where it had come to, with the secret that it knows`)
    console.log(secret)
    console.error(`the secret that ${name} checks webhooks with: shown this once; "depesche partner test-webhook ${name}" sends a sample`)
  })
}

function test(name: string, options: Options): Promise<void> {
  return withDesk(options, async (desk) => {
    await known(desk, name)
    const begun = performance.now()
    const delivered = await desk.webhook.test(name)
    const took = `after ${Math.round(performance.now() - begun)} ms`
    if (delivered.kind === 'answered' && delivered.status >= 200 && delivered.status < 300)
      return console.log(`${name} took the sample: it answered ${delivered.status} ${took}`)
    throw new Fault(`${name} did not take the sample ${took}: ${why(delivered)}`, remedyFor(delivered))
  })
}

const why = (delivered: Delivered) => (delivered.kind === 'answered' ? `it answered ${delivered.status}` : delivered.reason)

function remedyFor(delivered: Delivered): string {
  if (delivered.kind === 'failed') return 'the receiver must answer on a public address over TLS within ten seconds'
  if (delivered.status >= 300 && delivered.status < 400) return 'no redirect is followed: set the address that it leads to'
  return 'the receiver answers 200 to 299 to what it has taken: its log knows more'
}

function resume(name: string, options: Options): Promise<void> {
  return withDesk(options, async (desk) => {
    await known(desk, name)
    await desk.webhook.resume(name, actorOf(options.as))
    console.log(partnerLines(await known(desk, name)).join('\n'))
  })
}

function rotate(name: string, options: Options): Promise<void> {
  if (options.now && options.grace !== undefined) throw new Fault('--now and --grace exclude each other', 'give one of them', 2)
  const days = options.now ? 0 : options.grace === undefined ? GRACE_DAYS : wholeOf(options.grace, '--grace', MAX_GRACE_DAYS)
  return withDesk(options, async (desk) => {
    await known(desk, name)
    console.log(await desk.webhook.rotate(name, days * DAY_MS, actorOf(options.as)))
    const before = days === 0 ? 'signs no longer' : `signs along for ${days} days more`
    console.error(`the new secret of ${name}: shown this once; the one before ${before}`)
  })
}

function remove(name: string, options: Options): Promise<void> {
  return withDesk(options, async (desk) => {
    await known(desk, name)
    console.log(`${name} is sent nothing any more; with its key it can go on asking`)
    if (!(await agreed(options))) return
    await desk.webhook.remove(name, actorOf(options.as))
    console.log('done')
  })
}
