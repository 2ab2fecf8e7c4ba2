/** What messages carry beside their text. */

import type { RemoteFile } from './file'
import type { PeerId } from './peer'
import type { Poll } from './poll'

export type { RemoteFile }

/** A picture in one of its sizes. */
export interface Picture {
  file: RemoteFile
  width: number
  height: number
}

interface Shown {
  width: number
  height: number
  /** A few pixels of it as a data address, to stand there until it has come. */
  blur?: string
  /** Covered until somebody wants to see it. */
  spoiler?: boolean
}

export interface Photo extends Shown {
  kind: 'photo'
  /** Smallest first. */
  sizes: Picture[]
}

export interface Video extends Shown {
  kind: 'video' | 'roundVideo' | 'animation'
  file: RemoteFile
  /** In seconds. */
  duration: number
  thumb?: Picture
  name?: string
}

export interface Voice {
  kind: 'voice'
  file: RemoteFile
  duration: number
  /** Loudness from 0 to 31, evenly over its length. */
  waveform: number[]
}

export interface Audio {
  kind: 'audio'
  file: RemoteFile
  duration: number
  title?: string
  performer?: string
  name?: string
  thumb?: Picture
}

export interface Document {
  kind: 'document'
  file: RemoteFile
  name: string
  thumb?: Picture
  blur?: string
}

export interface Sticker {
  kind: 'sticker'
  file: RemoteFile
  form: 'image' | 'video' | 'lottie'
  width: number
  height: number
  emoji: string
  thumb?: Picture
  /** Names the set that it is of. */
  set?: string
}

export interface Location {
  kind: 'location'
  latitude: number
  longitude: number
  title?: string
  address?: string
  /** Of one that moves: until when, in seconds since 1970. */
  liveFor?: number
}

export interface Contact {
  kind: 'contact'
  name: string
  phone: string
  user?: PeerId
}

export interface Dice {
  kind: 'dice'
  emoji: string
  /** From 1; 0 until it is thrown. */
  value: number
}

/** What a page in the web says of itself. */
export interface Preview {
  kind: 'preview'
  url: string
  site: string
  title: string
  about: string
  photo?: Photo
  /** Whether the photo is to be shown large. */
  large: boolean
}

export interface Story {
  kind: 'story'
  peer: PeerId
}

/** What is shown in a word. */
export interface Other {
  kind: 'other'
}

export type Media =
  | Photo
  | Video
  | Voice
  | Audio
  | Document
  | Sticker
  | Location
  | Contact
  | Dice
  | Poll
  | Preview
  | Story
  | Other

export type MediaKind = Media['kind']

/** Those that stand alone as a picture, without a bubble's edge around them. */
export function isPicture(media: Media | undefined): media is Photo | Video {
  return media?.kind === 'photo' || media?.kind === 'video' || media?.kind === 'animation'
}

/** The smallest picture that is sharp on so many pixels, or the largest there is. */
export function sharpEnough(sizes: Picture[], pixels: number): Picture | undefined {
  return sizes.find(({ width, height }) => Math.max(width, height) >= pixels) ?? sizes.at(-1)
}

const SMALLEST = 0.5
const LARGEST = 2.4

/** Width to height as it is shown: what is too long or too wide is cut. */
export function shownRatio(width: number, height: number): number {
  if (width <= 0 || height <= 0) return 1
  return Math.min(LARGEST, Math.max(SMALLEST, width / height))
}

/** The file that is whole: the largest size of a photo, what a document is. */
export function wholeFile(media: Media): RemoteFile | undefined {
  if (media.kind === 'photo') return media.sizes.at(-1)?.file
  return 'file' in media ? media.file : undefined
}

/** All files of it, so that what is here under one name can be found under the others. */
export function filesOf(media: Media): RemoteFile[] {
  if (media.kind === 'photo') return media.sizes.map(({ file }) => file)
  return 'file' in media ? [media.file] : []
}
