/** What is offered while a name, a command or a hashtag is written. */

import type { Peer } from '../../model/peer'
import { api } from '../../state/bridge'
import type { History } from '../../state/history.svelte'
import { peerOf, putPeers, titleOf } from '../../state/peers.svelte'
import { learnProfile, profileOf } from '../../state/profiles.svelte'
import { tagsWritten } from '../../state/tags'

export interface Choice {
  key: string
  label: string
  /** Says more about it. */
  soft: string
  peer?: Peer | undefined
  /** What is written in the place of what was begun. */
  written: string
}

const MOST = 8
const BEGUN = /(?:^|\s)([@#])([\p{L}\p{N}_\u200c]*)$/u
const COMMAND = /^(\/)(\w*)$/

/** What stands before the caret, if it may be the beginning of something: its sign, and its letters. */
export function begunIn(text: string): { sign: string; words: string } | undefined {
  const [, sign, words] = COMMAND.exec(text) ?? BEGUN.exec(text) ?? []
  return sign === undefined || words === undefined ? undefined : { sign, words }
}

export async function choicesFor(history: History, sign: string, words: string): Promise<Choice[]> {
  if (sign === '/') return commandsFor(history, words)
  return sign === '#' ? tagsFor(history, words) : membersFor(history, words)
}

async function membersFor({ chat }: History, words: string): Promise<Choice[]> {
  if (chat > 0) return []
  const page = await api.members.list(chat, 'recent', words.toLocaleLowerCase(), 0)
  putPeers(page.peers)
  return page.members
    .map(({ id }) => peerOf(id))
    .filter((peer) => peer !== undefined && !peer.self && !peer.deleted)
    .slice(0, MOST)
    .map((peer) => {
      const name = peer?.title.replace(/[[\]]/g, '') ?? ''
      const written = peer?.username ? `@${peer.username}` : `[${name}](tg://user?id=${peer?.id})`
      return {
        key: String(peer?.id),
        label: titleOf(peer),
        soft: peer?.username ? `@${peer.username}` : '',
        peer,
        written,
      }
    })
}

/** In a room, a command says which bot it is for. */
async function commandsFor({ chat }: History, words: string): Promise<Choice[]> {
  if (chat > 0 && !peerOf(chat)?.bot) return []
  if (!profileOf(chat)) await learnProfile(chat)
  return (profileOf(chat)?.commands ?? [])
    .filter(({ command }) => command.startsWith(words.toLowerCase()))
    .slice(0, MOST)
    .map(({ command, about, bot }) => {
      const peer = peerOf(bot)
      const named = chat < 0 && peer?.username ? `@${peer.username}` : ''
      const written = `/${command}${named}`
      return { key: written, label: `/${command}`, soft: about, peer, written }
    })
}

function tagsFor({ messages }: History, words: string): Choice[] {
  const here = messages.flatMap(({ text, entities }) =>
    entities
      .filter(({ kind }) => kind === 'hashtag')
      .map(({ offset, length }) => text.slice(offset + 1, offset + length)),
  )
  const begun = words.toLocaleLowerCase()
  return [...new Set([...tagsWritten(), ...here.reverse()])]
    .filter((tag) => tag.toLocaleLowerCase().startsWith(begun) && tag !== words)
    .slice(0, MOST)
    .map((tag) => ({ key: tag, label: `#${tag}`, soft: '', written: `#${tag}` }))
}
