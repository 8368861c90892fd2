// Builds the three sides: main (window, host, worker and command line as entries), the sandboxed preload, the page.
import { defineConfig } from 'electron-vite'
import vue from '@vitejs/plugin-vue'
import { resolve } from 'node:path'

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: false,
      sourcemap: true,
      // Bundled, so that a process that starts reads one file rather than a hundred.
      externalizeDeps: { exclude: ['zod', 'yazl', 'yauzl'] },
      rollupOptions: {
        input: {
          desktop: resolve('main/desktop/entry.ts'),
          host: resolve('main/host/entry.ts'),
          worker: resolve('main/worker/entry.ts'),
          cli: resolve('main/cli/entry.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve('main/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [vue()],
    build: {
      outDir: resolve('out/renderer'),
      emptyOutDir: true,
      minify: true,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: resolve('renderer/index.html') },
    },
  },
})
