import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { compress } from './compress.ts'
import { precache } from './precache.ts'

/** `hodhod serve` answers these; `npm run dev` passes them on to one that listens on the usual port. */
const SERVER = process.env.HODHOD ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [svelte(), precache(), compress()],
  build: {
    target: 'es2022',
    outDir: process.env.WEB_OUT ?? 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      output: {
        // What the first visit needs comes in one piece: each answer costs its headers.
        codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/config.json': SERVER,
      '/apiws': { target: SERVER, ws: true },
    },
  },
})
