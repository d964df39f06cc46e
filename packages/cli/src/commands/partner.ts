import type { Command } from 'commander'
import { type DeskOptions, openDesk } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { placeOptions } from '../place-options.ts'
import { safe } from '../terminal/style.ts'

/** `depesche partner add`: who may read what. */
export function addPartnerCommand(program: Command): void {
  const partner = program.command('partner').description('the partners that read your feeds')
  placeOptions(
    partner
      .command('add')
      .description('a new partner and its key, shown this once')
      .argument('<name>', 'lower-case letters, digits and hyphens')
      .argument('<product...>', 'the products that it may read'),
  ).action(add)
}

async function add(name: string, products: readonly string[], options: DeskOptions): Promise<void> {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(name))
    throw new Fault(`"${safe(name)}" is no name of a partner`, 'a name is lower-case letters, digits and hyphens, at most 40', 2)
  const desk = openDesk(options)
  try {
    const known = (await desk.products()).map((product) => product.name)
    const unknown = products.filter((product) => !known.includes(product))
    if (unknown.length > 0) throw new Fault(`there is no product ${safe(unknown.join(', '))}`, `the products are: ${known.join(', ')}`, 2)
    const key = await desk.addPartner(name, [...new Set(products)])
    console.log(key)
    console.error(`the key of ${name}, for ${products.join(', ')}: shown this once, kept as a hash alone`)
  } finally {
    await desk.close()
  }
}
