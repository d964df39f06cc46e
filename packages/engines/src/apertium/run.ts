import { spawn } from 'node:child_process'
import { FetchError } from '../fetching/fetch-error.ts'

export interface RunOptions {
  readonly signal: AbortSignal
  readonly env: NodeJS.ProcessEnv
  readonly cwd?: string
}

/**
 * Runs a program without a shell and answers its stdout. At an abort its whole process group is killed.
 * Throws `FetchError`: `missing-tool` when it is not there, `command-failed` with its own words when it fails.
 */
export async function run(program: string, given: readonly string[], { env, cwd, signal }: RunOptions): Promise<string> {
  signal.throwIfAborted()
  const child = spawn(program, given, {
    env: { ...env, LC_ALL: 'C' },
    ...(cwd && { cwd }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: string[] = []
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000)
  })
  const kill = () => killGroup(child.pid)
  signal.addEventListener('abort', kill)
  try {
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
    signal.throwIfAborted()
    if (code !== 0)
      throw new FetchError('command-failed', `${program} ${given.at(0)} failed: ${said.trim()}`, 'see what it says; is the network there?')
    return out.join('')
  } catch (thrown) {
    throw isMissing(thrown) ? missing(program) : thrown
  } finally {
    signal.removeEventListener('abort', kill)
  }
}

const isMissing = (thrown: unknown) => thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'

const missing = (program: string) =>
  new FetchError(
    'missing-tool',
    `${program} is not on this machine`,
    'Apertium is fetched from the archives of Debian and Ubuntu only; on other systems install it with the system’s own means (it is found then), or use another engine',
  )

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {} // already gone
}
