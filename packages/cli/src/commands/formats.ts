import { formats } from '@depesche/syndication/formats'
import { formatsRead } from '@depesche/wire/formats'
import type { Command } from 'commander'
import { paint } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'

/** `depesche formats`: what is read, and what partners can have. */
export function addFormats(program: Command): void {
  program
    .command('formats')
    .description('the wire formats that are read, told apart by content, and those that partners can have')
    .option('--json', 'one JSON object per format and line')
    .action(list)
}

function list({ json }: { readonly json?: true }): void {
  if (json) {
    for (const each of formatsRead) console.log(JSON.stringify({ way: 'in', ...each }))
    for (const { name, mediaType, suffix } of [NINJS, ...formats])
      console.log(JSON.stringify({ way: 'out', format: name, mediaType, suffix }))
    return
  }
  console.log(paint('bold', 'in: recognised by content; names and suffixes are not trusted'))
  for (const { format, what, identity } of formatsRead) console.log(`${format}\n    ${what}\n    identity: ${identity}`)
  console.log(`\n${paint('bold', 'out: by Accept, or by suffix')}`)
  console.log(
    table(
      ['format', 'media type', 'suffix'],
      [NINJS, ...formats].map(({ name, mediaType, suffix }) => [name, mediaType, suffix]),
    ),
  )
}

/** What is stored, and answered as it is. */
const NINJS = { name: 'ninjs 3.1', mediaType: 'application/json', suffix: 'none' } as const
