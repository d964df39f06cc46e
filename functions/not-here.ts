/** Stands where a function's station needs no reader. */
export function notHere(): never {
  throw new Error('uploads are read by normalize')
}
