/** A notification that was pressed leads to its chat: in a page that is open, or in a new one. */

interface Leads {
  /** Of the account among those of this browser. */
  place: number
  chat: number
}

export async function openChat(clients: Clients, { place, chat }: Leads): Promise<void> {
  const [page] = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!page) {
    await clients.openWindow(`/?account=${Number(place)}#/chat/${Number(chat)}`)
    return
  }
  await page.focus()
  page.postMessage({ kind: 'openChat', place, chat })
}
