import { defineConfig } from 'vitest/config'

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) throw new Error(`tests run on Node 24 or newer, this is ${process.version}: use "npm test", which brings its own Node`)

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: ['./tests/lib/one-seed.ts'],
    reporters: ['default', './tests/lib/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
