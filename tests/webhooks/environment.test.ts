import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { certificateFor } from './certificate.ts'
import { plainReceiver, type Receiver, rawReceiver, receiver, TRUSTED } from './receivers.ts'

const program = fileURLToPath(new URL('sends-once.ts', import.meta.url))

async function sendFrom(env: Readonly<Record<string, string>>, to: Receiver, scheme = 'https'): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'depesche-webhooks-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, TRUSTED.cert)
  const { stdout } = await promisify(execFile)(process.execPath, [program, `${scheme}://${to.pair}/`, to.pair, ca], {
    env: { PATH: process.env.PATH, ...env },
  })
  return JSON.parse(stdout)
}

describe('send()', () => {
  test.each(['https', 'http'])('goes by no proxy that the environment names, over %s', async (scheme) => {
    const [partner, proxy] = [
      await (scheme === 'https' ? receiver() : plainReceiver()),
      await rawReceiver((socket) => void socket.destroy()),
    ]
    const url = `http://${proxy.pair}`
    const env = {
      HTTP_PROXY: url,
      HTTPS_PROXY: url,
      ALL_PROXY: url,
      http_proxy: url,
      https_proxy: url,
      NODE_USE_ENV_PROXY: '1',
      NO_PROXY: '',
    }
    expect(await sendFrom(env, partner, scheme)).toEqual({ kind: 'answered', status: 200 })
    expect([partner.received.length, proxy.connections()]).toEqual([1, 0])
  })

  test('checks certificates in an environment that says not to', async () => {
    const partner = await receiver(undefined, certificateFor(['other.example']))
    expect(await sendFrom({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, partner)).toMatchObject({ fault: 'certificate' })
    expect(partner.received).toHaveLength(0)
  })
})
