import type { Translated } from '../types'
import { accounts } from './accounts'
import { app } from './app'
import { auth } from './auth'
import { bots } from './bots'
import { chat } from './chat'
import { chats } from './chats'
import { errors } from './errors'
import { finding } from './finding'
import { folders } from './folders'
import { insight } from './insight'
import { keys } from './keys'
import { me } from './me'
import { media } from './media'
import { password } from './password'
import { polls } from './polls'
import { privacy } from './privacy'
import { reactions } from './reactions'
import { rooms } from './rooms'
import { selecting } from './selecting'
import { service } from './service'
import { sessions } from './sessions'
import { settings } from './settings'
import { shared } from './shared'
import { stickers } from './stickers'
import { threads } from './threads'

export const en = {
  ...accounts,
  ...app,
  ...auth,
  ...bots,
  ...chat,
  ...chats,
  ...errors,
  ...finding,
  ...folders,
  ...insight,
  ...keys,
  ...me,
  ...media,
  ...password,
  ...polls,
  ...privacy,
  ...reactions,
  ...rooms,
  ...sessions,
  ...selecting,
  ...service,
  ...settings,
  ...shared,
  ...stickers,
  ...threads,
}

/** A catalogue of any language has the keys of this one, and no others. */
export type Catalogue = Translated<typeof en>
export type Key = keyof Catalogue
