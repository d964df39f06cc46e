/**
 * Installs what the tests of the stack need, once: node tests/sst/install.ts. Pulumi and its providers are not packages
 * of the root, because nothing that runs needs them (160 MB).
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { isInstalled, lockHash, stamp } from './installed.ts'
import { ensurePlatform, here } from './platform.ts'

if (isInstalled() || install()) ensurePlatform()

function install(): boolean {
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (npm.status === 0) {
    writeFileSync(stamp, lockHash())
    console.log('Pulumi installed: the stack can be tested')
    return true
  }
  const reason = (npm.stderr ?? '').split('\n').find((line) => /code E|^npm error [a-z]/.test(line)) ?? String(npm.error ?? '')
  console.error(`Pulumi could not be installed, the tests of the stack are skipped (${reason.trim()}): node tests/sst/install.ts`)
  // without the network they are skipped; in CI that is a failure
  process.exitCode = process.env.CI === 'true' ? 1 : 0
  return false
}
