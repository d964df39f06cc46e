/** The model in one import: types and the few pure functions that go with them. */
export * from './article.ts'
export * from './block.ts'
export * from './clip.ts'
export * from './id.ts'
export * from './language.ts'
export * from './note.ts'
export * from './rejected.ts'
export * from './span.ts'
