import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A loaded machine takes its time: what is waited for comes, or does not.
    expect: { poll: { timeout: 15_000 } },
    // Two cores draw one browser each at best.
    fileParallelism: false,
  },
})
