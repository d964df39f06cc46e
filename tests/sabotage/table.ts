/** `node tests/sabotage/table.ts [FROM] [WITHIN] [NAME]`: after how many schedules each planted fault shows, and how. */
import { rmSync } from 'node:fs'
import { faults } from './faults.ts'
import { caught, copies, planted } from './plant.ts'

const [from = '1', within = '10000', name = ''] = process.argv.slice(2)
for (const [index, fault] of faults.entries()) {
  if (!fault.name.includes(name)) continue
  const found = await caught(planted(fault, index), { from: Number(from), within: Number(within) })
  console.log(`${found ? found.seed - Number(from) + 1 : `not in ${within}`} | ${fault.name} | ${found?.shown.slice(0, 160) ?? ''}`)
}
rmSync(copies, { recursive: true, force: true })
process.exit(0)
