import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FetchError } from './fetch-error.ts'

const NAME = /^\.fetch-(\d+)-/
/** in use by this process: in a container every process may have the same number as the one before it */
const mine = new Set<string>()

/** A scratch folder of this process inside `folder`; disposing removes it with all that is in it. */
export async function createScratch(folder: string): Promise<AsyncDisposable & { readonly path: string }> {
  const name = `.fetch-${process.pid}-${randomUUID()}`
  const path = join(folder, name)
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
    await removeLeftOvers(folder)
    mine.add(name)
    await mkdir(path)
  } catch (thrown) {
    throw new FetchError(
      'not-writable',
      `cannot write to ${folder}: ${thrown instanceof Error ? thrown.message : thrown}`,
      'choose another data folder',
      thrown,
    )
  }
  return { path, [Symbol.asyncDispose]: () => remove(path).finally(() => mine.delete(name)) }
}

/** Scratch folders whose process is gone: it was killed, or the machine went down. */
async function removeLeftOvers(folder: string): Promise<void> {
  const names = await readdir(folder)
  await Promise.all(names.filter(isLeft).map((name) => remove(join(folder, name))))
}

function isLeft(name: string): boolean {
  const pid = Number(NAME.exec(name)?.[1])
  return pid > 0 && !mine.has(name) && (pid === process.pid || !isAlive(pid))
}

/** The scratch folders in `folder` that other processes, or other calls in this one, are using now. */
export async function othersIn(folder: string, own: string): Promise<readonly string[]> {
  const paths = (await readdir(folder)).filter((name) => NAME.test(name) && !isLeft(name)).map((name) => join(folder, name))
  return paths.filter((path) => path !== own)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

/** Tried again for a while: a child that was just killed may still hold a file. */
const remove = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 5 })
