/**
 * Unpacks SST's platform sources (components and types) into `tests/sst/.sst/platform`. The npm package `sst` has none:
 * they are embedded in its binary, and only the CLI writes them out, which it does before it needs Pulumi, a provider or
 * the network:
 * - `SST_SKIP_DEPENDENCY_CHECK` keeps it from downloading Pulumi, `SST_NO_BUN` Bun;
 * - a scratch app with `home: "local"` has no provider to look up;
 * - a do-nothing `npm` in front of the PATH stands in for the install of the platform's own dependencies, which are
 *   pinned in `tests/sst/package.json` instead.
 *
 * Not into the root's `.sst`: that is the real CLI's, which would take the folder for an installed platform.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const here = fileURLToPath(new URL('.', import.meta.url))
export const platform = join(here, '.sst/platform')
const sst = dirname(dirname(createRequire(import.meta.url).resolve('sst'))) // …/sst/dist/index.js
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

/** Unpacks when it is not there in the version of the installed `sst`. Throws when the pins of Pulumi differ from SST's. */
export function ensurePlatform(): void {
  const wanted: string = json(join(sst, 'package.json')).version
  const stamp = join(platform, 'version')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8').trim() !== wanted) unpack()
  comparePins(wanted)
}

function unpack(): void {
  const scratch = mkdtempSync(join(tmpdir(), 'sst-platform-'))
  try {
    runInstall(scratch)
    rmSync(platform, { recursive: true, force: true })
    cpSync(join(scratch, '.sst/platform'), platform, {
      recursive: true,
      filter: (path) => !path.endsWith('config.d.ts') && !/sst\.config\.\d+\.mjs/.test(path) && !path.endsWith('/version'),
    })
    writeConfigTypes()
    leaveUnchecked()
    // last: a half-unpacked platform has no version
    cpSync(join(scratch, '.sst/platform/version'), join(platform, 'version'))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function runInstall(scratch: string): void {
  const bin = join(scratch, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  writeFileSync(
    join(scratch, 'sst.config.ts'),
    'export default $config({ app: () => ({ name: "unpack", home: "local" }), async run() {} })\n',
  )
  execFileSync(process.execPath, [join(sst, 'bin/sst.mjs'), 'install', '--stage', 'unpack'], {
    cwd: scratch,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      HOME: scratch,
      XDG_CONFIG_HOME: scratch,
      PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
      SST_SKIP_DEPENDENCY_CHECK: '1',
      SST_NO_BUN: '1',
      SST_TELEMETRY_DISABLED: '1',
    },
  })
}

/** The file that `sst install` writes for an app whose only provider is aws. */
function writeConfigTypes(): void {
  writeFileSync(
    join(platform, 'config.d.ts'),
    `import "./src/global.d.ts"
import { AppInput, App, Config } from "./src/config"
import * as _aws from "@pulumi/aws";

declare global {
  // @ts-expect-error
  export import aws = _aws
  interface Providers {
    providers?: {
      "aws"?:  (_aws.ProviderArgs & { package?: string, version?: string }) | string;
    }
  }
  export const $config: (
    input: Omit<Config, "app"> & {
      app(input: AppInput): Promise<Omit<App, "providers"> & Providers> | (Omit<App, "providers"> & Providers);
    },
  ) => Config;
}
`,
  )
}

/** The sources are TypeScript, which skipLibCheck does not skip, and were not written for our flags. */
function leaveUnchecked(): void {
  for (const file of globSync('src/**/*.ts', { cwd: platform })) {
    const path = join(platform, file)
    writeFileSync(path, `// @ts-nocheck\n${readFileSync(path, 'utf8')}`)
  }
}

/** What is tested must be what is deployed: SST installs its own copy of all of these. */
function comparePins(wanted: string): void {
  const theirs: Record<string, string> = json(join(platform, 'package.json')).dependencies
  const ours: Record<string, string> = json(join(here, 'package.json')).dependencies
  for (const [name, version] of Object.entries(ours))
    if (theirs[name]?.replace(/^v/, '') !== version)
      throw new Error(`tests/sst/package.json has ${name} ${version}, sst ${wanted} deploys with ${theirs[name]}: set that version`)
}
