/** Photos made small enough to send, and small pictures of videos, drawn by the browser. */

import { fitted, type Outgoing } from '../../model/outgoing'

/** The longer side of what is sent as a photo, in pixels. */
const PHOTO_SIDE = 1920
const PHOTO_QUALITY = 0.86
const THUMB_SIDE = 320
const THUMB_QUALITY = 0.75
/** The server takes no photo that is longer than so many times its width. */
const LONGEST_RATIO = 20
const PATIENCE_MS = 8_000

type Drawable = ImageBitmap | HTMLVideoElement

async function drawn(
  from: Drawable,
  size: [number, number],
  side: number,
  quality: number,
): Promise<{ blob: Blob; width: number; height: number }> {
  const [width, height] = fitted(...size, side)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  // JPEG knows no transparency.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(from, 0, 0, width, height)
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', quality),
  )
  if (!blob) throw new Error('no picture')
  return { blob, width, height }
}

/** A photo as it is sent; undefined if the browser cannot read it or the server would not take it. */
export async function photoFrom(file: File): Promise<Outgoing | undefined> {
  try {
    const bitmap = await createImageBitmap(file)
    const { width, height } = bitmap
    if (Math.max(width, height) > LONGEST_RATIO * Math.min(width, height)) return undefined
    const small = await drawn(bitmap, [width, height], PHOTO_SIDE, PHOTO_QUALITY)
    bitmap.close()
    return { kind: 'photo', name: file.name, type: 'image/jpeg', ...small }
  } catch {
    return undefined
  }
}

/** A picture that moves keeps its bytes. */
export async function animationFrom(file: File): Promise<Outgoing | undefined> {
  try {
    const bitmap = await createImageBitmap(file)
    const { width, height } = bitmap
    const thumb = await drawn(bitmap, [width, height], THUMB_SIDE, THUMB_QUALITY)
    bitmap.close()
    const { name, type } = file
    return { kind: 'animation', blob: file, name, type, width, height, thumb: thumb.blob }
  } catch {
    return undefined
  }
}

function happened(element: HTMLMediaElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${event}`)), PATIENCE_MS)
    element.addEventListener(event, () => resolve(), { once: true })
    element.addEventListener('error', () => reject(new Error('cannot play')), { once: true })
    element.addEventListener(event, () => clearTimeout(timer), { once: true })
  })
}

/** A video with its size, its length and a small picture; undefined if the browser cannot play it. */
export async function videoFrom(file: File): Promise<Outgoing | undefined> {
  const video = document.createElement('video')
  const url = URL.createObjectURL(file)
  try {
    video.muted = true
    video.preload = 'auto'
    video.playsInline = true
    video.src = url
    await happened(video, 'loadeddata')
    const { videoWidth: width, videoHeight: height } = video
    if (!width || !height) return undefined
    const duration = await lengthOf(video)
    video.currentTime = Math.min(1, duration / 10)
    await happened(video, 'seeked').catch(() => {})
    const thumb = await drawn(video, [width, height], THUMB_SIDE, THUMB_QUALITY)
    const { name, type } = file
    return { kind: 'video', blob: file, name, type, width, height, duration, thumb: thumb.blob }
  } catch {
    return undefined
  } finally {
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(url)
  }
}

export async function audioFrom(file: File): Promise<Outgoing | undefined> {
  const audio = document.createElement('audio')
  const url = URL.createObjectURL(file)
  try {
    audio.preload = 'metadata'
    audio.src = url
    await happened(audio, 'loadedmetadata')
    const duration = await lengthOf(audio)
    const title = file.name.replace(/\.[^.]*$/, '')
    return { kind: 'audio', blob: file, name: file.name, type: file.type, duration, title }
  } catch {
    return undefined
  } finally {
    audio.removeAttribute('src')
    audio.load()
    URL.revokeObjectURL(url)
  }
}

/** What a browser recorded does not say how long it is until its end is looked for. */
async function lengthOf(media: HTMLMediaElement): Promise<number> {
  if (Number.isFinite(media.duration)) return media.duration
  media.currentTime = 1e6
  await happened(media, 'durationchange').catch(() => {})
  return Number.isFinite(media.duration) ? media.duration : media.currentTime
}
