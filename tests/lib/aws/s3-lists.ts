import { xml } from './s3-error.ts'
import { encodedKey } from './s3-events.ts'
import type { ObjectVersion, Versions } from './versions.ts'

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
const MOST = 1000

/** ListObjectVersions: keys in byte order, the newest first under each. */
export function versionList(bucket: string, versions: Versions, query: URLSearchParams): string {
  const { prefix, limit, coded } = common(query)
  const [keyMarker, idMarker] = [query.get('key-marker') ?? '', query.get('version-id-marker') ?? '']
  const rest = after(versions.list(prefix), keyMarker, idMarker)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  const more = rest.length > page.length
  const next = more && last ? tag('NextKeyMarker', coded(last.key)) + tag('NextVersionIdMarker', last.versionId) : ''
  const entries = page.map((version) => {
    const head = tag('Key', coded(version.key)) + tag('VersionId', version.versionId) + tag('IsLatest', String(versions.isLatest(version)))
    const modified = tag('LastModified', version.modified.toISOString())
    return version.bytes === undefined
      ? `<DeleteMarker>${head}${modified}</DeleteMarker>`
      : `<Version>${head}${modified}${sizeOf(version)}</Version>`
  })
  const head = tag('Name', bucket) + tag('Prefix', coded(prefix)) + tag('KeyMarker', coded(keyMarker)) + tag('VersionIdMarker', idMarker)
  return document('ListVersionsResult', head + common(query).tail + tag('IsTruncated', String(more)) + next + entries.join(''))
}

function after(all: readonly ObjectVersion[], keyMarker: string, idMarker: string): readonly ObjectVersion[] {
  if (keyMarker === '') return all
  const marker = Buffer.from(keyMarker)
  const later = all.filter(({ key }) => Buffer.compare(Buffer.from(key), marker) > 0)
  if (idMarker === '') return later
  const same = all.filter(({ key }) => key === keyMarker)
  const at = same.findIndex(({ versionId }) => versionId === idMarker)
  return [...same.slice(at + 1), ...later]
}

/** ListObjectsV2: current objects alone. */
export function objectList(bucket: string, versions: Versions, query: URLSearchParams): string {
  const { prefix, limit, coded } = common(query)
  const token = query.get('continuation-token')
  const start = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64').toString('utf8')
  const current = versions.list(prefix).filter((version) => versions.isLatest(version) && version.bytes !== undefined)
  const rest = after(current, start, '')
  const page = rest.slice(0, limit)
  const more = rest.length > page.length
  const next = more ? tag('NextContinuationToken', Buffer.from(page.at(-1)?.key ?? '').toString('base64')) : ''
  const entries = page.map(
    (version) =>
      `<Contents>${tag('Key', coded(version.key))}${tag('LastModified', version.modified.toISOString())}${sizeOf(version)}</Contents>`,
  )
  const head = tag('Name', bucket) + tag('Prefix', coded(prefix)) + tag('KeyCount', String(page.length))
  return document('ListBucketResult', head + common(query).tail + tag('IsTruncated', String(more)) + next + entries.join(''))
}

function common(query: URLSearchParams) {
  const asUrl = query.get('encoding-type') === 'url'
  const limit = Math.min(Number(query.get('max-keys') ?? MOST), MOST)
  const tail = tag('MaxKeys', String(limit)) + (asUrl ? tag('EncodingType', 'url') : '')
  return { prefix: query.get('prefix') ?? '', limit, tail, coded: asUrl ? encodedKey : (text: string) => text }
}

const sizeOf = ({ bytes, eTag }: ObjectVersion) =>
  tag('ETag', `"${eTag}"`) + tag('Size', String(bytes?.length ?? 0)) + tag('StorageClass', 'STANDARD')
const tag = (name: string, text: string) => `<${name}>${xml(text)}</${name}>`
const document = (name: string, content: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<${name} ${NAMESPACE}>${content}</${name}>`
