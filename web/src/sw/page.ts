/** The files of the page: kept at once, answered from there. The build fills in which they are. */

const FILES = '__FILES__' as unknown as string[]
const PREFIX = 'page-'
const KEPT = `${PREFIX}__VERSION__`
/** What the server said of itself last; it outlives versions. */
const TOLD = 'told'

const CONFIG = '/config.json'

export async function keep(): Promise<void> {
  const cache = await caches.open(KEPT)
  await Promise.all([cache.addAll(FILES), told(new Request(CONFIG))])
}

export async function dropOthers(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== KEPT)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** The answer to a request of the page, or nothing if it is none of its files. */
export function answer(path: string, request: Request): Promise<Response> | undefined {
  if (path === CONFIG) return told(request)
  return FILES.includes(path) ? kept(path, request) : undefined
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(KEPT)
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request)
}

/** What the server says now, or what it said last if there is no line to it. */
async function told(request: Request): Promise<Response> {
  const cache = await caches.open(TOLD)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put(CONFIG, response.clone())
    return response
  } catch (error) {
    const last = await cache.match(CONFIG, { ignoreVary: true })
    if (last) return last
    throw error
  }
}
