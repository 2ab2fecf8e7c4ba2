/**
 * Files for the page as addresses it can show: asked for when somebody looks, let go when nobody has
 * for long.
 */

import { untrack } from 'svelte'
import type { RemoteFile } from '../model/media'
import { api, bridge } from './bridge'

/** So many that nobody looks at stay, so that scrolling back shows them at once. */
const KEPT = 150

export class LoadedFile {
  /** An object URL; '' until it has come. */
  url = $state('')
  state = $state<'absent' | 'coming' | 'here' | 'failed'>('absent')
  /** From 0 to 1. */
  progress = $state(0)
  blob: Blob | undefined
  holders = 0
  constructor(readonly file: RemoteFile) {}

  /** Brings it, unless it is here or on its way. */
  async load(): Promise<void> {
    if (this.state === 'coming' || this.state === 'here') return
    this.state = 'coming'
    this.progress = 0
    try {
      this.put(await api.files.get($state.snapshot(this.file)))
    } catch {
      if (this.state === 'coming') this.state = 'failed'
    }
  }

  stop(): void {
    if (this.state !== 'coming') return
    this.state = 'absent'
    void api.files.stop(this.file.key)
  }

  put(blob: Blob): void {
    this.blob = blob
    this.url = URL.createObjectURL(blob)
    this.state = 'here'
    this.progress = 1
  }

  free(): void {
    if (this.url) URL.revokeObjectURL(this.url)
  }
}

/** Those looked at last are at the end. */
const files = new Map<string, LoadedFile>()

function fileOf(file: RemoteFile): LoadedFile {
  const known = files.get(file.key)
  if (known) {
    files.delete(file.key)
    files.set(file.key, known)
    return known
  }
  const fresh = new LoadedFile(file)
  files.set(file.key, fresh)
  return fresh
}

function letGo(): void {
  // What is not on the server yet is nowhere else.
  const idle = [...files.values()].filter(
    (one) => !one.holders && one.state !== 'coming' && one.file.place,
  )
  for (const old of idle.slice(0, Math.max(0, idle.length - KEPT))) {
    files.delete(old.file.key)
    old.free()
  }
}

/** A file for as long as the component that calls this during its start shows it. */
export function useFile(which: () => RemoteFile | undefined): {
  readonly now: LoadedFile | undefined
} {
  let held = $state.raw<LoadedFile>()
  $effect.pre(() => {
    const file = which()
    if (!file) {
      held = undefined
      return
    }
    const mine = untrack(() => fileOf(file))
    mine.holders++
    held = mine
    return () => {
      mine.holders--
      letGo()
    }
  })
  return {
    get now() {
      return held
    },
  }
}

/** A file that is had already, under its name: what was sent from here need not come back. */
export function putFile(file: RemoteFile, blob: Blob): void {
  const loaded = fileOf(file)
  if (loaded.state !== 'here') loaded.put(blob)
}

/** Forgets what waited here to be sent. */
export function dropFile(key: string): void {
  const file = files.get(key)
  files.delete(key)
  // Whoever still shows it shows the sent one in a moment.
  setTimeout(() => file?.free(), 10_000)
}

/** The bytes of a file, wherever they are. */
export async function bytesOf(file: RemoteFile): Promise<Blob> {
  return files.get(file.key)?.blob ?? (await api.files.get($state.snapshot(file)))
}

bridge.listen((event) => {
  if (event.kind !== 'progress' || !event.total) return
  const file = files.get(event.task)
  if (file) file.progress = event.done / event.total
})
