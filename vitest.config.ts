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
          sequence: { groupOrder: 0 },
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/{desktop,setup,soak,peers}/**', 'tests/**/*.{integration,full}.test.ts'],
          testTimeout: 30_000,
          server: { deps: { inline: ['element-plus'] } },
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['tests/**/*.integration.test.ts', 'tests/setup/*.test.ts'],
          pool: 'forks',
          maxWorkers: 2,
          ...slow,
        },
      },
      {
        test: {
          name: 'desktop',
          sequence: { groupOrder: 2 },
          include: ['tests/desktop/*.test.ts'],
          pool: 'forks',
          maxWorkers: 1,
          ...slow,
        },
      },
      {
        test: {
          name: 'soak',
          sequence: { groupOrder: 3 },
          include: ['tests/soak/*.test.ts'],
          pool: 'forks',
          // So that memory is measured without what is only not yet collected.
          execArgv: ['--expose-gc'],
          maxWorkers: 1,
          testTimeout: 3_600_000,
        },
      },
      {
        test: {
          name: 'conformance-full',
          sequence: { groupOrder: 4 },
          include: ['tests/conformance/*.full.test.ts'],
          pool: 'forks',
          testTimeout: 3_600_000,
        },
      },
      {
        test: {
          name: 'peers',
          sequence: { groupOrder: 5 },
          include: ['tests/peers/*.test.ts'],
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 3_600_000,
        },
      },
    ],
  },
})
