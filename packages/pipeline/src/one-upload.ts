import type { Dropped, Inbox } from './ports.ts'

/** A drop box that holds one upload, which stays its owner's: a file named on the command line, the body of a request. */
export function oneUpload(dropped: Dropped, bytes: Uint8Array): Inbox {
  return { list: async () => [dropped], get: async () => bytes, delete: async () => {} }
}

/** An upload's own part of its key: the last part of a path, without what a key must not have. */
export function uploadName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? '').replaceAll(/[\0-\x1f\x7f]/g, '_')
}
