/** Builds `src/sw/main.ts` to /sw.js, with the names of all that the page may ever load in it. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** What stands in the source of the service worker for the list. */
const PLACE = /["'`]__FILES__["'`]/
const PLACE_OF_VERSION = '__VERSION__'
export const WORKER = 'sw.js'

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
      handler(_, bundle) {
        const worker = bundle[WORKER]
        if (worker?.type !== 'chunk') throw new Error(`no ${WORKER} was built`)
        if (worker.imports.length) throw new Error(`${WORKER} imports ${worker.imports}`)
        const hash = createHash('sha256')
        const named = existsSync(publicDir) ? readdirSync(publicDir).sort() : []
        for (const name of named) hash.update(name).update(readFileSync(join(publicDir, name)))
        const built = Object.values(bundle).filter((one) => one !== worker)
        for (const one of built) hash.update(one.fileName)
        for (const one of built)
          if (one.fileName.endsWith('.html') && one.type === 'asset') hash.update(one.source)
        const files = [...built.map((one) => one.fileName), ...named]
          .map((name) => (name === 'index.html' ? '/' : `/${name}`))
          .sort()
        if (!PLACE.test(worker.code)) throw new Error(`${WORKER} has no place for the list`)
        worker.code = worker.code
          .replace(PLACE, JSON.stringify(files))
          .replace(PLACE_OF_VERSION, hash.digest('hex').slice(0, 16))
      },
    },
  }
}
