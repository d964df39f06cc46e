import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FetchError } from '../fetching/fetch-error.ts'
import { type RunOptions, run } from './run.ts'

/** One package as apt would install it here. */
export interface Package {
  readonly name: string
  readonly version: string
  /** archive and suite, as apt says: `Debian:12.5/oldstable` */
  readonly suite: string
}

export interface Download {
  readonly url: string
  readonly bytes: number
}

/** apt-get, without root and with nothing of the machine's changed: it only reads dpkg's status and the sources. */
export interface Apt {
  /** What these packages need that is not installed here, by the solver's own word. Throws `FetchError` (`unknown-package`). */
  readonly solve: (packages: readonly string[]) => Promise<readonly Package[]>
  readonly uris: (packages: readonly string[]) => Promise<readonly Download[]>
  /** bytes on disk once unpacked */
  readonly unpackedBytes: (packages: readonly string[]) => Promise<number>
  /** into the folder; apt checks each file's hash against its signed lists */
  readonly download: (packages: readonly string[], folder: string) => Promise<void>
}

/** With the machine's package lists; or, with `lists`, with lists of our own in that folder, which `update` loads. */
export function createApt(scratch: string, options: RunOptions, lists?: string): Apt & { readonly update: () => Promise<void> } {
  const settings = {
    'Dir::Cache': join(scratch, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '30',
    'Acquire::https::Timeout': '30',
    'APT::Update::Error-Mode': 'any',
    ...(lists && { 'Dir::State::lists': lists }),
  }
  const flags = ['-q', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])]
  const apt = (command: string, given: readonly string[] = [], cwd?: string) =>
    run('apt-get', [command, ...flags, ...given], { ...options, ...(cwd && { cwd }) })
  return {
    update: async () => {
      await mkdir(join(lists ?? scratch, 'partial'), { recursive: true })
      await apt('update')
    },
    solve: async (packages) => {
      if (!packages.every((name) => /^[a-z0-9][a-z0-9+.-]+$/.test(name))) throw unknown(packages)
      return planned(await apt('install', ['--simulate', '--no-install-recommends', ...packages]).catch(refused(packages)))
    },
    uris: async (packages) => located(await apt('download', ['--print-uris', ...packages])),
    unpackedBytes: async (packages) => {
      const shown = await run('apt-cache', ['show', ...flags, '--no-all-versions', ...packages], options)
      return [...shown.matchAll(/^Installed-Size: (\d+)/gm)].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0)
    },
    download: async (packages, folder) => {
      await apt('download', packages, folder)
    },
  }
}

/** Development files are not needed, gawk (with its library) only by the wrapper script, and another C library would not fit the machine's loader. */
const LEFT_OUT = /-dev$|^gawk$|^libsigsegv2$|^libc6$|^libc-bin$/

function planned(plan: string): readonly Package[] {
  const lines = plan.matchAll(/^Inst (\S+) (?:\[[^\]]*\] )?\((\S+) (.+?) \[\S+\]/gm)
  return [...lines].map(([, name = '', version = '', suite = '']) => ({ name, version, suite })).filter(({ name }) => !LEFT_OUT.test(name))
}

const located = (uris: string): readonly Download[] =>
  [...uris.matchAll(/^'([^']+)' \S+ (\d+)/gm)].map(([, url = '', bytes]) => ({ url, bytes: Number(bytes) }))

function unknown(packages: readonly string[], cause?: unknown): FetchError {
  const said = cause instanceof Error ? `: ${cause.message}` : ''
  return new FetchError(
    'unknown-package',
    `apt cannot install ${packages.join(' ')}${said}`,
    'on Ubuntu the archive “universe” must be enabled',
    cause,
  )
}

function refused(packages: readonly string[]): (thrown: unknown) => never {
  return (thrown) => {
    throw thrown instanceof FetchError && thrown.problem === 'command-failed' ? unknown(packages, thrown) : thrown
  }
}
