/** Keeps the page in this browser, so that it opens without a line, and tells of a new version of it. */

class Version {
  /** Whether a newer page waits for this one to be closed. */
  isNew = $state(false)
}

export const version = new Version()

let kept: ServiceWorkerRegistration | undefined

/** Pages by plain HTTP cannot be kept, and neither can those of `npm run dev`. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  try {
    kept = await navigator.serviceWorker.register('/sw.js')
  } catch (error) {
    console.warn('the page is not kept:', error)
    return
  }
  const look = () => {
    version.isNew = Boolean(kept?.waiting && navigator.serviceWorker.controller)
  }
  look()
  kept.addEventListener('updatefound', () => {
    kept?.installing?.addEventListener('statechange', look)
  })
}

/** Opens the newer page in place of this one. */
export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
  kept?.waiting?.postMessage('takeOver')
}
