/** A picture cut to a square around its middle, as rooms and people are shown. */

const SIDE = 640
const QUALITY = 0.9

export async function squareFrom(file: Blob): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(file)
    const side = Math.min(bitmap.width, bitmap.height)
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = SIDE
    const context = canvas.getContext('2d')
    if (!context) return null
    context.fillStyle = '#fff'
    context.fillRect(0, 0, SIDE, SIDE)
    context.imageSmoothingQuality = 'high'
    const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2]
    context.drawImage(bitmap, left, top, side, side, 0, 0, SIDE, SIDE)
    bitmap.close()
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  } catch {
    return null
  }
}
