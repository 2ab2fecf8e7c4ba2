import { Long } from '@mtcute/core'
import type { Handlers } from '../../bridge/contract'
import type { StickersRequests } from '../../bridge/stickers'
import { Failure } from '../../model/failure'
import type { Account } from '../account'
import { gifsOf, inputDocument, inputSet, setOf, stickersOf } from '../convert/sticker'

const hash = Long.ZERO

export function stickersRequests(account: Account): Handlers<StickersRequests> {
  return {
    async mine() {
      const { client } = account
      const [recent, favourite, all] = await Promise.all([
        client.call({ _: 'messages.getRecentStickers', hash }),
        client.call({ _: 'messages.getFavedStickers', hash }),
        client.call({ _: 'messages.getAllStickers', hash }),
      ])
      return {
        recent: recent._ === 'messages.recentStickers' ? stickersOf(recent.stickers) : [],
        favourite: favourite._ === 'messages.favedStickers' ? stickersOf(favourite.stickers) : [],
        sets: all._ === 'messages.allStickers' ? all.sets.map(setOf) : [],
      }
    },

    async set(name) {
      const stickerset = inputSet(name)
      const found = await account.client.call({
        _: 'messages.getStickerSet',
        stickerset,
        hash: 0,
      })
      if (found._ !== 'messages.stickerSet') throw new Failure(0, 'NOT_MODIFIED')
      return { set: setOf(found.set), stickers: stickersOf(found.documents) }
    },

    async find(emoji) {
      const found = await account.client.call({
        _: 'messages.getStickers',
        emoticon: emoji,
        hash,
      })
      return found._ === 'messages.stickers' ? stickersOf(found.stickers) : []
    },

    async search(words) {
      const found = await account.client.call({
        _: 'messages.searchStickerSets',
        q: words,
        hash,
      })
      return found._ === 'messages.foundStickerSets' ? found.sets.map(({ set }) => setOf(set)) : []
    },

    async install(name, on) {
      const stickerset = inputSet(name)
      const { client } = account
      if (on) await client.call({ _: 'messages.installStickerSet', stickerset, archived: false })
      else await client.call({ _: 'messages.uninstallStickerSet', stickerset })
    },

    async favour({ file }, on) {
      const id = inputDocument(file)
      await account.client.call({ _: 'messages.faveSticker', id, unfave: !on })
    },

    async gifs() {
      const found = await account.client.call({ _: 'messages.getSavedGifs', hash })
      return found._ === 'messages.savedGifs' ? gifsOf(found.gifs) : []
    },

    async saveGif({ file }, on) {
      const id = inputDocument(file)
      await account.client.call({ _: 'messages.saveGif', id, unsave: !on })
    },
  }
}
