import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, isAbsolute, join, resolve } from 'node:path'

/** Where an Apertium lives: the system's place, or a folder that `fetchApertium` filled. */
export interface Installation {
  /** holds `modes/*.mode` and the language data */
  readonly data: string
  /** `3.8.3` */
  readonly version: string
  /** put in front of PATH; absent for the system's own */
  readonly programs?: string
  /** LD_LIBRARY_PATH of an unpacked one */
  readonly libraries?: string
}

const SYSTEM = ['/usr', '/usr/local', '/opt/homebrew']

/** The installations there are: the unpacked one in the folder first (`root/usr/…`), then the system's. */
export function findApertium(folder?: string): readonly Installation[] {
  const unpacked = folder === undefined ? undefined : unpackedIn(resolve(folder, 'root/usr'))
  return [unpacked, ...SYSTEM.map(installedIn)].filter((found) => found !== undefined)
}

function installedIn(prefix: string): Installation | undefined {
  const data = join(prefix, 'share/apertium')
  return existsSync(join(data, 'modes')) ? { data, version: versionOf(join(prefix, 'bin')) } : undefined
}

function unpackedIn(prefix: string): Installation | undefined {
  const found = installedIn(prefix)
  if (!found) return undefined
  const triplet = readdirSync(join(prefix, 'lib')).find((name) => name.includes('-linux-'))
  return { ...found, programs: join(prefix, 'bin'), ...(triplet && { libraries: join(prefix, 'lib', triplet) }) }
}

/** From the text of the `apertium` script: running it for that would take a tenth of a second. */
function versionOf(programs: string): string {
  const script = join(programs, 'apertium')
  const version = existsSync(script) && /^apertium_version="Apertium ([\d.]+)"/m.exec(readFileSync(script, 'utf8'))?.[1]
  return version || '3'
}

/**
 * Every mode (`eng-spa`) with the first installation that can run it. A mode whose programs are not all there is left out:
 * Debian's apertium-spa-ita, for one, runs cg-proc and does not depend on its package.
 */
export function modesOf(installations: readonly Installation[]): ReadonlyMap<string, Installation> {
  const modes = new Map<string, Installation>()
  for (const installation of installations) {
    const has = programFinder(installation)
    const complete = filesIn(installation).filter(({ programs }) => programs.every(has))
    for (const { mode } of complete) if (!modes.has(mode)) modes.set(mode, installation)
  }
  return modes
}

interface ModeFile {
  readonly mode: string
  readonly programs: readonly string[]
}

/** A mode file is one shell pipeline: `lt-proc '…bin' | apertium-tagger -g $2 '…' | …`. */
function filesIn({ data }: Installation): readonly ModeFile[] {
  const folder = join(data, 'modes')
  const names = readdirSync(folder).filter((name) => /^[\w-]+\.mode$/.test(name))
  return names.sort().map((name) => {
    const stages = readFileSync(join(folder, name), 'utf8').split('|')
    return {
      mode: name.slice(0, -'.mode'.length),
      programs: ['apertium-wblank-mode', ...stages.map((stage) => stage.trim().split(/\s/)[0] ?? '')],
    }
  })
}

function programFinder(installation: Installation): (program: string) => boolean {
  const folders = (environmentOf(installation).PATH ?? '').split(delimiter)
  const known = new Map<string, boolean>()
  return (program) => {
    const found =
      known.get(program) ??
      [...folders.map((folder) => join(folder, program)), program].some((path) => isAbsolute(path) && existsSync(path))
    known.set(program, found)
    return found
  }
}

/** What its programs need, and nothing else of ours: no credentials go to a child process. */
export function environmentOf({ programs, libraries }: Installation): NodeJS.ProcessEnv {
  const path = [programs, process.env.PATH].filter((part) => part !== undefined).join(delimiter)
  return { PATH: path, LC_ALL: 'C.UTF-8', ...(libraries && { LD_LIBRARY_PATH: libraries }) }
}
