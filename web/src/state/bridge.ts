/** The one worker of this page. It is loaded when something is first asked of it. */

import { openBridge } from '../bridge/page'

export const bridge = openBridge(
  () => new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module' }),
)

export const api = bridge.api
