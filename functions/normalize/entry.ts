/** The file to fork: as deployed, the bundle whose part this has become; else the source of the entry point. */
export const entry = new URL(import.meta.url.endsWith('/normalize/entry.ts') ? '../normalize.ts' : './normalize.mjs', import.meta.url)
