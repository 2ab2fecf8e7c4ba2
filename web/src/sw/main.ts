/**
 * The service worker: the page opens without a line, from what was kept of it, and files play while they come.
 *
 * A version of the page is kept as a whole, under its own name, and answered as a whole: a new one comes in
 * beside it and takes over when no page of the old one is open, or when somebody says so.
 */

import { isStream } from '../model/stream'
import { openChat } from './notice'
import { answer, dropOthers, keep } from './page'
import { stream } from './stream'

const worker = self as unknown as ServiceWorkerGlobalScope

worker.addEventListener('install', (event) => event.waitUntil(keep()))
worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => worker.clients.claim()))
})
worker.addEventListener('message', ({ data }) => {
  if (data === 'takeOver') void worker.skipWaiting()
})
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openChat(worker.clients, event.notification.data))
})
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (isStream(url.pathname)) {
    const asking = worker.clients.get(event.clientId)
    event.respondWith(asking.then((page) => stream(url.pathname, request, page)))
    return
  }
  const answered = answer(url.pathname, request)
  if (answered) event.respondWith(answered)
})
