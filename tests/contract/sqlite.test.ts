import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@depesche/local/node'
import { openWatchFolder, QUIET_MS } from '@depesche/local/watch-folder'
import { portsContract } from './suite.ts'

portsContract('the SQLite and folder twin', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depesche-contract-'))
  let now = Date.now()
  const { ports, close } = openStore(folder, () => now)
  const inbox = await openWatchFolder(join(folder, 'incoming'), ['sda'], () => now)
  return {
    ...ports,
    take: async () => {
      for (const lane of ports.queue.lanes()) {
        const [taken] = ports.queue.take(lane, 1)
        if (taken === undefined) continue
        await ports.queue.acknowledge(taken)
        return taken.message
      }
      return undefined
    },
    inbox: {
      ...inbox,
      list: async () => {
        await inbox.list()
        now += QUIET_MS
        return inbox.list()
      },
    },
    drop: (key, bytes) => writeFile(join(folder, 'incoming', key), bytes),
    advance: (milliseconds) => {
      now += milliseconds
    },
    close: async () => {
      await close()
      await rm(folder, { recursive: true })
    },
  }
})
