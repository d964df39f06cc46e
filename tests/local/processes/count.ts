/** Counts one table item up, as often as it is told, by compare-and-set: `node count.ts FOLDER TIMES`. */
import { openStore } from '@depesche/local/node'
import { updateItem } from '@depesche/pipeline/ledger/items'

const [folder = '', times = '0'] = process.argv.slice(2)
const { ports, close } = openStore(folder)
for (let done = 0; done < Number(times); done++)
  await updateItem<{ readonly n: number }>(ports.table, { partition: 'A#count', sort: 'HEAD' }, (item) => ({ n: (item?.n ?? 0) + 1 }))
await close()
console.log('counted')
