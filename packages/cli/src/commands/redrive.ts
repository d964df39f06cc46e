import { isArticleId } from '@depesche/article/model'
import type { Command } from 'commander'
import { unknownArticle } from '../deciding.ts'
import { type DeskOptions, openDesk } from '../desk-side.ts'
import { placeOptions } from '../place-options.ts'

/** `depesche redrive`: what was given up is tried again. */
export function addRedrive(program: Command): void {
  placeOptions(
    program
      .command('redrive')
      .description('try again what was given up: languages that failed (30 days back), and the dead letters of this machine')
      .argument('[id]', 'only the languages of this article')
      .addHelpText('after', "\nThe dead letters of a stack are moved back with AWS's own redrive: docs/operations.md, Dead letters."),
  ).action(redrive)
}

async function redrive(id: string | undefined, options: DeskOptions): Promise<void> {
  const desk = openDesk(options)
  try {
    const driven = id === undefined || isArticleId(id) ? await desk.redrive(id) : undefined
    if (driven === undefined) return unknownArticle(id ?? '')
    const dead = await desk.reviveDead()
    for (const each of driven) console.log(`to be translated again  ${each.id}: ${each.languages.join(', ')}`)
    if (driven.length === 0) console.log(id === undefined ? 'no language has failed' : `no language of ${id} has failed, or it is killed`)
    if (dead === undefined) console.log("dead letters of a stack are moved back with AWS's own redrive: docs/operations.md, Dead letters")
    else
      console.log(
        dead === 0 ? 'there are no dead letters' : `${dead} ${dead === 1 ? 'dead letter is' : 'dead letters are'} back in the queue`,
      )
    if (driven.length > 0 || dead) console.log(desk.carriesOn())
  } finally {
    await desk.close()
  }
}
