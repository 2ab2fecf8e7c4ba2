/** Builds `src/sw/main.ts` to /sw.js, with the names of all that the page may ever load in it. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/** What stands in the source of the service worker for the list. */
const PLACE = /["'`]__FILES__["'`]/
const PLACE_OF_VERSION = '__VERSION__'
const WORKER = 'sw.js'

export function precache(): Plugin {
  let publicDir = ''
  return {
    name: 'hodhod:precache',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const code = await serviceWorker()
        const hash = createHash('sha256')
        const named = existsSync(publicDir) ? readdirSync(publicDir).sort() : []
        for (const name of named) hash.update(name).update(readFileSync(join(publicDir, name)))
        const built = Object.values(bundle)
        for (const one of built) hash.update(one.fileName)
        for (const one of built)
          if (one.fileName.endsWith('.html') && one.type === 'asset') hash.update(one.source)
        const files = [...built.map((one) => one.fileName), ...named]
          .map((name) => (name === 'index.html' ? '/' : `/${name}`))
          .sort()
        if (!PLACE.test(code)) throw new Error(`${WORKER} has no place for the list`)
        const source = code
          .replace(PLACE, JSON.stringify(files))
          .replace(PLACE_OF_VERSION, hash.digest('hex').slice(0, 16))
        this.emitFile({ type: 'asset', fileName: WORKER, source })
      },
    },
  }
}

/** Built by itself: one file, that shares none with the page. */
async function serviceWorker(): Promise<string> {
  const made = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      write: false,
      rolldownOptions: { input: 'src/sw/main.ts', output: { format: 'iife' } },
    },
  })
  const [chunk] = 'output' in made ? made.output : []
  if (chunk?.type !== 'chunk') throw new Error(`no ${WORKER} was built`)
  return chunk.code
}
