#!/usr/bin/env node
// Plain JavaScript: an old Node must be able to read this far and say what helps.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(`depesche needs Node 24 or newer, and this is ${process.version} (${process.execPath}).

  in the clone       npx --no depesche …        uses the Node 24 that npm installed
  as a service       PATH="/path/to/clone/node_modules/.bin:$PATH" node_modules/.bin/depesche up
  on a Mac           install Node 24 or newer yourself (https://nodejs.org), npm cannot bring it there`)
  process.exitCode = 2
} else {
  const { main } = await import('@depesche/cli/main')
  await main(process.argv.slice(2))
}
