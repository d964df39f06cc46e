import { execFile } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const exec = promisify(execFile)

/** Every Node that PATH has, and the one of the tests, oldest first: a partner's may be older than ours. */
export async function nodesOnPath(): Promise<readonly string[]> {
  const paths = new Set([realpathSync(process.execPath)])
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      paths.add(realpathSync(join(folder, 'node')))
    } catch {} // none there
  }
  const major = async (path: string) => Number(/^v(\d+)/.exec((await exec(path, ['--version'])).stdout)?.[1])
  const found = await Promise.all([...paths].map(async (path) => ({ path, major: await major(path) })))
  const usable = found.filter((node) => node.major >= 20)
  return usable.toSorted((a, b) => a.major - b.major).map(({ path }) => path)
}
