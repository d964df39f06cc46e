import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { describeStack } from './describe-stack.ts'
import { root } from './evaluate.ts'
import { here } from './platform.ts'

describeStack('types', () => {
  test('sst.config.ts and infra/ are typed by SST and Pulumi, and have no mistake', async () => {
    const tsc = promisify(execFile)(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', here])
    await expect(tsc.catch(({ stdout }) => Promise.reject(new Error(stdout)))).resolves.toMatchObject({ stdout: '' })
    // the mistakes that it must find are marked as expected there: two
    expect(readFileSync(join(here, 'fixtures/typed.ts'), 'utf8').match(/@ts-expect-error/g)).toHaveLength(2)
  })
})
