import { constants } from 'node:fs'
import { access, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApt } from '@depesche/engines/apertium/apt'
import { run } from '@depesche/engines/apertium/run'
import { FetchError } from '@depesche/engines/fetching/fetch-error'
import { createScratch } from '@depesche/engines/fetching/scratch'

const here = fileURLToPath(new URL('../../.depesche-test', import.meta.url))
const TIME_BOUND_MS = 240_000

/**
 * The folder of a program that a test runs: where PATH has it, else fetched once into this checkout from the archive of the
 * Debian or Ubuntu that it runs on, without root. `undefined` where it cannot be had (a Mac, no network), with the reason on
 * standard error: its tests are skipped then. Throws where `CI` is `true`.
 */
export async function debianProgram(program: string, debianPackage: string): Promise<string | undefined> {
  const folder = join(here, program)
  const known = await firstWith(program, [...(process.env.PATH ?? '').split(delimiter), join(folder, 'bin')])
  if (known !== undefined) return known
  try {
    await fetchInto(folder, program, debianPackage)
    return join(folder, 'bin')
  } catch (thrown) {
    if (process.env.CI === 'true') throw thrown
    console.warn(`no ${program} here, its tests are skipped: ${thrown instanceof Error ? thrown.message : thrown}`)
    return undefined
  }
}

async function firstWith(program: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const isThere = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere && folder !== '') return folder
  }
  return undefined
}

/** apt solves, downloads and checks; dpkg unpacks beside; a rename puts it in its place. Nothing is installed. */
async function fetchInto(folder: string, program: string, debianPackage: string): Promise<void> {
  const options = { env: process.env, signal: AbortSignal.timeout(TIME_BOUND_MS) }
  await using scratch = await createScratch(here)
  const debs = join(scratch.path, 'debs')
  const root = join(scratch.path, 'tree/root')
  await mkdir(debs)
  await mkdir(root, { recursive: true })
  await download(scratch.path, debs, debianPackage, options)
  for (const deb of await readdir(debs)) if (deb.endsWith('.deb')) await run('dpkg', ['-x', join(debs, deb), root], options)
  await writeStarter(join(scratch.path, 'tree'), program)
  await rename(join(scratch.path, 'tree'), folder).catch(async (thrown) => {
    // another test was faster
    if ((await firstWith(program, [join(folder, 'bin')])) === undefined) throw thrown
  })
}

type Options = Parameters<typeof createApt>[1]

/** With the machine's package lists; where they do not do, with lists of our own. */
async function download(scratch: string, debs: string, debianPackage: string, options: Options): Promise<void> {
  const load = async ({ solve, download: get }: ReturnType<typeof createApt>) =>
    get(
      (await solve([debianPackage])).map(({ name }) => name),
      debs,
    )
  try {
    await load(createApt(scratch, options))
  } catch (thrown) {
    if (!(thrown instanceof FetchError) || thrown.problem === 'missing-tool' || options.signal.aborted) throw thrown
    const own = createApt(scratch, options, join(scratch, 'lists'))
    await own.update()
    await load(own)
  }
}

/** A script that finds the program (`php8.2` for `php`) and its libraries beside itself. */
async function writeStarter(tree: string, program: string): Promise<void> {
  const name = (await readdir(join(tree, 'root/usr/bin'))).find((each) => each.replace(/[\d.]+$/, '') === program)
  if (name === undefined) throw new Error(`the packages hold no ${program}`)
  await mkdir(join(tree, 'bin'))
  const script = `#!/bin/sh
root=$(dirname "$(readlink -f "$0")")/../root
for libraries in "$root"/usr/lib/*-linux-gnu* "$root"/lib/*-linux-gnu*; do LD_LIBRARY_PATH="$libraries:$LD_LIBRARY_PATH"; done
export LD_LIBRARY_PATH
exec "$root/usr/bin/${name}" "$@"
`
  await writeFile(join(tree, 'bin', program), script, { mode: 0o755 })
}
