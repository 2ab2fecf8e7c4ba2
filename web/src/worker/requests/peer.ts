/** Groups and channels asked of the server by their ids. */

import type { tl } from '@mtcute/core'
import { resolveChannel } from '@mtcute/core/methods.js'
import { Failure } from '../../model/failure'
import type { PeerId } from '../../model/peer'
import type { Account } from '../account'

export async function getGroupPeer({ client }: Account, id: PeerId): Promise<tl.TypeChat> {
  return first(await client.call({ _: 'messages.getChats', id: [-id] }))
}

export async function getChannelPeer({ client }: Account, id: PeerId): Promise<tl.TypeChat> {
  const channel = await resolveChannel(client, id)
  return first(await client.call({ _: 'channels.getChannels', id: [channel] }))
}

function first({ chats: [chat] }: tl.messages.TypeChats): tl.TypeChat {
  if (!chat) throw new Failure(400, 'PEER_ID_INVALID')
  return chat
}
