/** A notification that was pressed leads to its chat: in a page that is open, or in a new one. */

export async function openChat(clients: Clients, chat: number): Promise<void> {
  const [page] = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!page) {
    await clients.openWindow(`/#/chat/${chat}`)
    return
  }
  await page.focus()
  page.postMessage({ kind: 'openChat', chat })
}
