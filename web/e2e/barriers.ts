/** What keeps somebody from using a page, as axe finds it. */

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}
