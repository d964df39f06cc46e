/**
 * Carries out several command lines one after another in one process, each as `bin/depesche.js` would:
 * `node many.ts '[["status"],["feed","demo","de"]]'`. After each, a line on both outputs ends it: on standard error with
 * the exit code.
 */
import { main } from '@depesche/cli/main'

const END = '\u0000end'
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0)
for (const args of JSON.parse(process.argv[2] ?? '[]') as readonly (readonly string[])[]) {
  process.exitCode = 0
  await main(args)
  process.stdout.write(END)
  process.stderr.write(`${END}${process.exitCode ?? 0}${END}`)
}
process.exitCode = 0
