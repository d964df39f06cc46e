import { GRACE_DAYS, MAX_GRACE_DAYS, MAX_PER_MINUTE } from '@depesche/api/desk-partners'
import { entitlementIn, MAX_LOOKBACK } from '@depesche/api/entitlements-in'
import { isPartnerName } from '@depesche/pipeline/ledger/partners'
import type { Entitlement } from '@depesche/syndication/entitlement'
import type { Command } from 'commander'
import { actorOf } from '../actor.ts'
import type { DeskSide, PlainPartnerDeed } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { agreed, known, type PartnerOptions as Options, wholeOf, withDesk } from '../partner-side.ts'
import { placeOptions } from '../place-options.ts'
import { reasonOf } from '../reason.ts'
import { coveredWords, partnerLines, stateWords, useWords } from '../terminal/partner.ts'
import { safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'
import { whenOf } from '../when.ts'
import { addWebhookCommands } from './partner-webhook.ts'

/** `depesche partner …`: who reads your feeds, and what its contract covers. */
export function addPartnerCommand(program: Command): void {
  const partner = program.command('partner').description('who reads your feeds: contracts and keys')
  const command = (name: string, description: string) => placeOptions(partner.command(name).description(description))
  const changing = (name: string, description: string) =>
    command(name, description)
      .argument('<name>', 'the partner')
      .option('--as <name>', 'who decides, for the archive (or DEPESCHE_ACTOR; else your user name)')
  const covering = (each: Command) =>
    each
      .argument('<product...>', 'products that it may read; "sport:fr,it" for some of their languages')
      .option('--from <time>', 'nothing before this time')
      .option('--until <time>', 'nothing from this time on')
      .option('--zone <name>', 'the zone of times that name none: Europe/Zurich')
      .option('--lookback <days>', 'entries that are older show nothing')
  const asking = (each: Command) => each.option('--yes', 'go on without a question')
  covering(changing('add', 'a new partner and its key, shown this once')).action(add)
  command('list', 'every partner, what it may read, and its keys').action(list)
  command('show', 'one partner').argument('<name>', 'the partner').action(show)
  covering(changing('entitle', 'let a partner read these products, as said here: replaces what was said of them')).action(entitle)
  asking(changing('withdraw', 'take products from a partner: its feeds answer 404 at once'))
    .argument('<product...>', 'products that it may read no longer')
    .action(withdraw)
  changing('limit', 'how many requests a minute a partner may make').argument('<requests>', 'a whole number, or "default"').action(limit)
  asking(changing('suspend', 'its keys open nothing any more, from now on')).option('--reason <text>', 'why, for you').action(suspend)
  changing('resume', 'take a suspension back').action((name: string, options: Options) => change(name, { kind: 'resume' }, options))
  changing('rotate-key', `a second key, shown this once; the one before opens for ${GRACE_DAYS} days more`)
    .option('--grace <days>', 'for so many days instead')
    .option('--now', 'the one before opens nothing any more, at once')
    .action(rotate)
  addWebhookCommands(changing, asking)
}

function add(name: string, products: readonly string[], options: Options): Promise<void> {
  if (!isPartnerName(name))
    throw new Fault(`"${safe(name)}" is no name of a partner`, 'a name is lower-case letters, digits and hyphens, at most 40', 2)
  return withDesk(options, async (desk) => {
    const entitlements = await coveredBy(desk, products, options)
    console.log(await desk.addPartner(name, entitlements, actorOf(options.as)))
    console.error(`the key of ${name}, for ${entitlements.map(coveredWords).join('; ')}: shown this once, kept as a hash alone`)
  })
}

/** What the arguments and options cover, checked against the products that there are. */
async function coveredBy(desk: DeskSide, wanted: readonly string[], options: Options): Promise<readonly Entitlement[]> {
  const products = await desk.products()
  const now = Date.now()
  const instant = (text: string | undefined, option: string) =>
    text === undefined ? {} : whenOf(text, options.zone, now, `--${option}`).instant
  const times = {
    ...(options.from === undefined ? {} : { from: instant(options.from, 'from') }),
    ...(options.until === undefined ? {} : { until: instant(options.until, 'until') }),
    ...(options.lookback === undefined ? {} : { lookbackDays: wholeOf(options.lookback, '--lookback', MAX_LOOKBACK) }),
  }
  return [...new Set(wanted)].map((text) => {
    const [product, list] = text.split(':')
    const read = entitlementIn({ product, ...(list === undefined ? {} : { languages: list.split(',') }), ...times }, products)
    if (typeof read === 'string') throw new Fault(`"${safe(text)}" cannot be covered so`, read, 2)
    return read
  })
}

function list(options: Options): Promise<void> {
  return withDesk(options, async (desk) => {
    const partners = await desk.partners()
    if (partners.length === 0) return console.log('no partner yet: "depesche partner add NAME PRODUCT" makes one and shows its key')
    const rows = partners.map(({ name, entitlements, keys, ...state }) => [
      name,
      stateWords(state),
      keys.map(({ id, lastUsed }) => `${id}… ${useWords(lastUsed)}`).join('; ') || 'none',
      entitlements.map(coveredWords).join('; ') || 'nothing',
    ])
    console.log(table(['partner', 'state', 'keys', 'may read'], rows))
  })
}

function show(name: string, options: Options): Promise<void> {
  return withDesk(options, async (desk) => console.log(partnerLines(await known(desk, name)).join('\n')))
}

function entitle(name: string, products: readonly string[], options: Options): Promise<void> {
  return withDesk(options, async (desk) => {
    const { entitlements: before } = await known(desk, name)
    const said = await coveredBy(desk, products, options)
    const kept = before.filter(({ product }) => !said.some((each) => each.product === product))
    await desk.changePartner(name, { kind: 'entitle', entitlements: [...kept, ...said] }, actorOf(options.as))
    console.log(partnerLines(await known(desk, name)).join('\n'))
  })
}

function withdraw(name: string, products: readonly string[], options: Options): Promise<void> {
  return withDesk(options, async (desk) => {
    const { entitlements: before } = await known(desk, name)
    const unknown = products.filter((product) => !before.some((each) => each.product === product))
    if (unknown.length > 0)
      throw new Fault(`${name} does not read ${safe(unknown.join(', '))}`, `"depesche partner show ${name}" tells what it reads`, 2)
    const entitlements = before.filter(({ product }) => !products.includes(product))
    if (entitlements.length === 0) throw new Fault(`${name} would read nothing any more`, `"depesche partner suspend ${name}" says that`, 2)
    console.log(`${name} reads no longer: ${products.join(', ')}; it goes on with: ${entitlements.map(coveredWords).join('; ')}`)
    if (!(await agreed(options))) return
    await desk.changePartner(name, { kind: 'entitle', entitlements }, actorOf(options.as))
    console.log('done: those feeds answer 404 to it from now on')
  })
}

function change(name: string, deed: PlainPartnerDeed, options: Options): Promise<void> {
  return withDesk(options, async (desk) => {
    await known(desk, name)
    await desk.changePartner(name, deed, actorOf(options.as))
    console.log(partnerLines(await known(desk, name)).join('\n'))
  })
}

function limit(name: string, text: string, options: Options): Promise<void> {
  const perMinute = text === 'default' ? null : wholeOf(text, 'requests a minute', MAX_PER_MINUTE)
  return change(name, { kind: 'limit', perMinute }, options)
}

function suspend(name: string, options: Options): Promise<void> {
  return withDesk(options, async (desk) => {
    const { keys } = await known(desk, name)
    console.log(
      `${name}: ${keys.length === 1 ? 'its key opens' : `its ${keys.length} keys open`} nothing any more, until "depesche partner resume ${name}"`,
    )
    if (!(await agreed(options))) return
    const reason = options.reason === undefined ? {} : { reason: reasonOf(options.reason) }
    await desk.changePartner(name, { kind: 'suspend', ...reason }, actorOf(options.as))
    console.log('done')
  })
}

function rotate(name: string, options: Options): Promise<void> {
  if (options.now && options.grace !== undefined) throw new Fault('--now and --grace exclude each other', 'give one of them', 2)
  const days = options.now ? 0 : options.grace === undefined ? GRACE_DAYS : wholeOf(options.grace, '--grace', MAX_GRACE_DAYS)
  return withDesk(options, async (desk) => {
    await known(desk, name)
    console.log(await desk.rotateKey(name, days, actorOf(options.as)))
    const before = days === 0 ? 'opens nothing any more' : `opens for ${days} days more`
    console.error(`the new key of ${name}: shown this once, kept as a hash alone; the one before ${before}`)
  })
}
