import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['shots.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
})
