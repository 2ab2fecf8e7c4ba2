/** The worker of the account that this page shows. It is loaded when something is first asked of it. */

import { openBridge } from '../bridge/page'

export const startWorker = (): Worker =>
  new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module' })

export const bridge = openBridge(startWorker)

export const api = bridge.api
