/** Calls back once when an element comes near to what is seen: for what is loaded only then. */

import type { Attachment } from 'svelte/attachments'

const MARGIN = '600px'

let observer: IntersectionObserver | undefined
const waiting = new WeakMap<Element, () => void>()

function observed(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        observer?.unobserve(target)
        waiting.get(target)?.()
      }
    },
    { rootMargin: MARGIN },
  )
  return observer
}

export function near(seen: () => void): Attachment<Element> {
  return (element) => {
    waiting.set(element, seen)
    observed().observe(element)
    return () => observed().unobserve(element)
  }
}
