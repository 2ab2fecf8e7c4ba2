"""Who reacted to a message, page by page; and reactions that admins take away.

Source: https://core.telegram.org/method/messages.getMessageReactionsList
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat, require_admin
from hodhod.actions.messages.channel_reactions import take_away
from hodhod.actions.messages.reach import access_message, boxes_of
from hodhod.actions.messages.reactions import Feeling, change_copies, given_to
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, forbidden
from hodhod.domain.ids import (
    BoxId,
    MsgId,
    PeerId,
    UserId,
    from_tl_peer,
    is_channel,
    is_user,
    to_tl_peer,
)
from hodhod.domain.message import CONTENT_LAYER, StoredMessage, decode_reactions
from hodhod.domain.rights import Admin
from hodhod.store.reactions import (
    NEWEST,
    Reacted,
    messages_reacted_to,
    reacted_to,
    reaction_of,
    reactions_page,
)
from hodhod.tl import types

PAGE_LIMIT = 100
"""Those who reacted, in one answer."""

TAKEN = 1_000
"""The newest messages that one request takes somebody's reactions from."""


@dataclass(frozen=True, slots=True)
class ReactionsPage:
    """Some of those who reacted.

    Attributes:
        count: How many there are in all.
        given: Some of them.
        next_offset: Where the next page begins, or None.
    """

    count: int
    given: Sequence[types.MessagePeerReaction]
    next_offset: str | None = None


async def reactions_list(  # noqa: PLR0917 - what a client asks with
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_id: int,
    reaction: types.TypeReaction | None,
    offset: str,
    limit: int,
) -> ReactionsPage:
    """Return who reacted to a message, and how.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID; 403 BROADCAST_FORBIDDEN: in a channel nobody learns it.
    """
    message = await access_message(app, caller, peer, msg_id)
    limit = max(1, min(limit, PAGE_LIMIT))
    if not is_channel(peer):
        given = [one for one in given_to(message) if reaction is None or one.reaction == reaction]
        start = int(offset) if offset.isdecimal() and len(offset) < 10 else 0
        end = start + limit
        more = str(end) if end < len(given) else None
        return ReactionsPage(len(given), given[start:end], more)
    seen = await access_chat(app, caller, peer)
    if seen.chat.is_broadcast:
        raise forbidden("BROADCAST_FORBIDDEN")
    rows = await reactions_page(
        app.store.shard(BoxId(peer)),
        (BoxId(peer), message.msg_id),
        None if reaction is None else tl.encode(reaction, CONTENT_LAYER),
        after=_place(offset),
        limit=limit + 1,
    )
    more = None if len(rows) <= limit else f"{rows[limit - 1].date}:{rows[limit - 1].user_id}"
    return ReactionsPage(
        _count(message, reaction), [_shown(one, caller) for one in rows[:limit]], more
    )


async def delete_reaction(
    app: App, caller: Caller, peer: PeerId, msg_id: int, participant: PeerId
) -> types.TypeUpdates:
    """Take somebody's reaction to a message away, as an admin.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, CHAT_ADMIN_REQUIRED, PEER_ID_INVALID.
    """
    seen = await access_chat(app, caller, peer)
    require_admin(seen, Admin.DELETE_MESSAGES)
    message = await access_message(app, caller, peer, msg_id)
    _require_person(participant)
    if is_channel(peer):
        updates = await take_away(app, caller, seen, [message.msg_id], UserId(participant))
        return await render(app, caller.me, updates)
    return await render(
        app, caller.me, await _delete_copies(app, caller, peer, [message], participant)
    )


async def delete_reactions(app: App, caller: Caller, peer: PeerId, participant: PeerId) -> None:
    """Take somebody's reactions in a chat away, as an admin: those to the newest messages.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, PEER_ID_INVALID.
    """
    seen = await access_chat(app, caller, peer)
    require_admin(seen, Admin.DELETE_MESSAGES)
    _require_person(participant)
    if is_channel(peer):
        box_id = BoxId(peer)
        shard = app.store.shard(box_id)
        ids = await reacted_to(shard, box_id, UserId(participant), TAKEN)
        for start in range(0, len(ids), PAGE_LIMIT):
            some = ids[start : start + PAGE_LIMIT]
            await take_away(app, caller, seen, some, UserId(participant))
        return
    found = await messages_reacted_to(app.store.shard(caller.box), caller.box, peer, TAKEN)
    theirs = [one for one in found if _reacted(one, participant)]
    for start in range(0, len(theirs), PAGE_LIMIT):
        some_messages = theirs[start : start + PAGE_LIMIT]
        await _delete_copies(app, caller, peer, some_messages, participant)


async def has_reacted(
    app: App, caller: Caller, peer: PeerId, msg_id: int, participant: PeerId
) -> bool:
    """Tell whether somebody reacted to a message of a chat.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID.
    """
    message = await access_message(app, caller, peer, msg_id)
    if not is_channel(peer):
        return _reacted(message, participant)
    key = (BoxId(peer), MsgId(msg_id))
    return await reaction_of(app.store.shard(key[0]), key, UserId(participant)) is not None


async def _delete_copies(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[StoredMessage], participant: PeerId
) -> list[types.UpdateMessageReactions]:
    boxes = await boxes_of(app, caller, peer)
    feeling = Feeling(peer, participant, ())
    async with app.store.boxes.change(boxes, now=app.now) as change:
        updates = [
            await change_copies(change, caller, message, boxes, feeling)
            for message in messages
            if _reacted(message, participant)
        ]
    await app.bus.publish(change.events)
    return updates


def _reacted(message: StoredMessage, participant: PeerId) -> bool:
    return any(from_tl_peer(one.peer_id) == participant for one in given_to(message))


def _require_person(participant: PeerId) -> None:
    if not is_user(participant):
        raise bad_request("PEER_ID_INVALID")


def _place(offset: str) -> tuple[int, int]:
    """Return the last one of the page before, as an offset of ours names it."""
    date, _, user_id = offset.partition(":")
    if not (date.isdecimal() and user_id.isdecimal() and len(date) < 11 and len(user_id) < 17):
        return NEWEST
    return min(int(date), NEWEST[0]), int(user_id)


def _count(message: StoredMessage, reaction: types.TypeReaction | None) -> int:
    reactions = decode_reactions(message.reactions)
    results = () if reactions is None else reactions.results
    return sum(one.count for one in results if reaction in (None, one.reaction))


def _shown(one: Reacted, caller: Caller) -> types.MessagePeerReaction:
    reaction: types.TypeReaction = tl.decode(one.reaction)  # type: ignore[assignment]
    return types.MessagePeerReaction(
        big=one.big,
        my=one.user_id == caller.me,
        peer_id=to_tl_peer(one.peer_id),
        date=one.date,
        reaction=reaction,
    )
