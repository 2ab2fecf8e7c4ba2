"""What people feel about messages, told to the bots that mind a chat.

In a group a bot hears who has changed what; of posts, whose readers are nobody's business, it hears
the counts. Bots that ask over HTTP hear of it when they have said so (`allowed_updates`).

Source: https://core.telegram.org/api/reactions#notifications-about-reactions-for-bots
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.domain.chat import SeenChat
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId, box_of_user, to_tl_peer
from hodhod.domain.message import decode_reactions
from hodhod.domain.moderation import BOTS_LIMIT
from hodhod.store.bot_updates import queue_of
from hodhod.store.participants import member_bots
from hodhod.tl import types

Counts = Sequence[types.TypeReactionCount]


@dataclass(frozen=True, slots=True)
class Felt:
    """How somebody's reaction to a message has changed.

    Attributes:
        msg_id: The message.
        actor: Who they are shown to be.
        before: TL reaction, or None.
        after: TL reaction, or None.
    """

    msg_id: MsgId
    actor: PeerId
    before: bytes | None
    after: bytes | None


async def tell_bots(app: App, seen: SeenChat, felt: Felt) -> None:
    """Tell the bots among the admins of a supergroup or channel how a reaction has changed."""
    chat = seen.chat
    members = await member_bots(app.store.shard(BoxId(chat.peer_id)), chat.peer_id, BOTS_LIMIT)
    minding = [one.user_id for one in members if SeenChat(one.user_id, chat, one).is_admin]
    kind = "message_reaction_count" if chat.is_broadcast else "message_reaction"
    told = [one for one in minding if await _wants(app, one, kind)]
    if not told:
        return
    counts = await _counts(app, chat.peer_id, felt.msg_id) if chat.is_broadcast else None
    for bot_id in told:
        await _tell(app, bot_id, chat.peer_id, felt, counts)


async def _counts(app: App, peer: PeerId, msg_id: MsgId) -> Counts:
    """Return what a post shows now."""
    message = await app.store.messages.get(BoxId(peer), msg_id)
    reactions = None if message is None else decode_reactions(message.reactions)
    return () if reactions is None else reactions.results


async def _wants(app: App, bot_id: UserId, kind: str) -> bool:
    """Whether a bot wants to hear of it; one that never asked over HTTP asks otherwise."""
    queue = await queue_of(app.store.shard(box_of_user(bot_id)), bot_id)
    return kind in queue.allowed if queue.allowed is not None else queue.next_id == 1


async def _tell(app: App, bot_id: UserId, peer: PeerId, felt: Felt, counts: Counts | None) -> None:
    box_id = box_of_user(bot_id)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        qts = await change.next_qts(box_id)
        update: types.TypeUpdate
        if counts is not None:
            update = types.UpdateBotMessageReactions(
                peer=to_tl_peer(peer),
                msg_id=felt.msg_id,
                date=app.now,
                reactions=counts,
                qts=qts,
            )
        else:
            update = types.UpdateBotMessageReaction(
                peer=to_tl_peer(peer),
                msg_id=felt.msg_id,
                date=app.now,
                actor=to_tl_peer(felt.actor),
                old_reactions=_reactions(felt.before),
                new_reactions=_reactions(felt.after),
                qts=qts,
            )
        change.log(box_id, update)
    await app.bus.publish(change.events)


def _reactions(stored: bytes | None) -> tuple[types.TypeReaction, ...]:
    if stored is None:
        return ()
    reaction = tl.decode(stored)
    assert isinstance(reaction, types.ReactionEmoji | types.ReactionCustomEmoji)
    return (reaction,)
