// Test projects by what they need: `unit` nothing but Node, `integration` the natives and the built workers, `desktop` a real window.
import { defineConfig } from 'vitest/config'
import vue from '@vitejs/plugin-vue'

const slow = { testTimeout: 180_000, hookTimeout: 180_000 }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/{desktop,setup,soak,peers}/**', 'tests/**/*.{integration,full}.test.ts'],
          testTimeout: 30_000,
          server: { deps: { inline: ['element-plus'] } },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/**/*.integration.test.ts', 'tests/setup/*.test.ts'],
          pool: 'forks',
          maxWorkers: 2,
          ...slow,
        },
      },
      { test: { name: 'desktop', include: ['tests/desktop/*.test.ts'], pool: 'forks', maxWorkers: 1, ...slow } },
      {
        test: { name: 'soak', include: ['tests/soak/*.test.ts'], pool: 'forks', maxWorkers: 1, testTimeout: 3_600_000 },
      },
      {
        test: {
          name: 'conformance-full',
          include: ['tests/conformance/*.full.test.ts'],
          pool: 'forks',
          testTimeout: 3_600_000,
        },
      },
      {
        test: {
          name: 'peers',
          include: ['tests/peers/*.test.ts'],
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 3_600_000,
        },
      },
    ],
  },
})
