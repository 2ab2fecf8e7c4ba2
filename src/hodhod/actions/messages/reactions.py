"""Reactions: what people feel about a message, told to both sides at once.

Each copy of a message in a private chat keeps its own view: what is "mine" in one is not in the
other. All reactions are among the recent ones there, so that a copy is all one needs to know.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.place import access_to_write
from hodhod.actions.messages.reach import access_message, boxes_of, checked_ids, seen_from
from hodhod.actions.messages.unread_reactions import see_reactions
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.deed import Deed
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, from_tl_peer, peer_of_user, to_tl_peer
from hodhod.domain.message import (
    CONTENT_LAYER,
    StoredMessage,
    decode_content,
    decode_reactions,
)
from hodhod.domain.stock import reactions as standard_reactions
from hodhod.store.history import Filter, Page, find_messages
from hodhod.store.message_changes import find_copies, mark_reactions, set_reactions
from hodhod.tl import types

MOST_BY_ONE = 1
"""Reactions of one person to one message; config names the same."""

MOST_TAGS = 3
"""Tags on one of one's saved messages."""

READ_STEP = 100
"""Messages whose reactions one request marks as seen."""

VARIANT = "\ufe0f"
"""Asks for an emoji in colour; clients write it or not."""

Given = tuple[types.MessagePeerReaction, ...]


async def send_reaction(
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_id: int,
    reactions: Sequence[types.TypeReaction],
    *,
    big: bool,
) -> types.TypeUpdates:
    """Set what the caller feels about a message; nothing takes it back.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, REACTION_INVALID, REACTIONS_TOO_MANY,
            MESSAGE_NOT_MODIFIED; what access_to_write raises.
    """
    await access_to_write(app, caller, peer, Deed.REACT)
    named = await access_message(app, caller, peer, msg_id)
    if isinstance(decode_content(named.content), types.MessageService):
        raise bad_request("MESSAGE_ID_INVALID")
    given = [one for one in reactions if not isinstance(one, types.ReactionEmpty)]
    if len(given) > (MOST_TAGS if peer == caller.own_peer else MOST_BY_ONE):
        raise bad_request("REACTIONS_TOO_MANY")
    wanted = list(dict.fromkeys(standard(one) for one in given))
    boxes = await boxes_of(app, caller, peer)
    answer: list[types.TypeUpdate] = []
    async with app.store.boxes.change(boxes, now=app.now) as change:
        copies = await find_copies(change.tx, [named.shared_id], boxes)
        own = next((one for one in copies if one.box_id == caller.box), None)
        if own is None:
            raise bad_request("MESSAGE_ID_INVALID")
        before = _given(own)
        mine = [_my_reaction(caller, one, app.now, big=big) for one in wanted]
        if [one.reaction for one in before if _by(one, caller.me)] == wanted:
            raise bad_request("MESSAGE_NOT_MODIFIED")
        after = (*mine, *(one for one in before if not _by(one, caller.me)))
        for copy in copies:
            fresh = bool(mine) and copy.out and copy.box_id != caller.box
            value = _seen_by(copy.box_id, after, unread=fresh, tags=peer == caller.own_peer)
            data = None if value is None else tl.encode(value, CONTENT_LAYER)
            await set_reactions(change.tx, copy.shared_id, [copy.box_id], data)
            if copy.out:
                await mark_reactions(change.tx, [(copy.box_id, copy.msg_id)], unread=fresh)
            update = types.UpdateMessageReactions(
                peer=to_tl_peer(seen_from(copy.box_id, caller.box, peer)),
                msg_id=copy.msg_id,
                reactions=value or NONE,
            )
            change.log(copy.box_id, update, exclude_session=caller.session)
            if copy.box_id == caller.box:
                answer.append(update)
    await app.bus.publish(change.events)
    return await render(app, caller.me, answer)


async def reactions_to(
    app: App, caller: Caller, peer: PeerId, msg_ids: Iterable[int]
) -> types.TypeUpdates:
    """Return the reactions to messages as updates.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    found = await app.store.messages.by_ids(caller.box, checked_ids(msg_ids))
    updates = [
        types.UpdateMessageReactions(
            peer=to_tl_peer(peer),
            msg_id=message.msg_id,
            reactions=decode_reactions(message.reactions) or NONE,
        )
        for message in found.values()
        if message.peer_id == peer
    ]
    return await render(app, caller.me, updates)


async def reactions_list(
    app: App, caller: Caller, peer: PeerId, msg_id: int, reaction: types.TypeReaction | None
) -> Given:
    """Return who reacted to a message, and how.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID.
    """
    message = await access_message(app, caller, peer, msg_id)
    return tuple(one for one in _given(message) if reaction is None or one.reaction == reaction)


async def read_reactions(app: App, caller: Caller, peer: PeerId) -> types.messages.AffectedHistory:
    """Mark the reactions to the caller's messages in a chat as seen."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        wanted = Filter(peer_id=peer, reacted=True)
        found = await find_messages(change.tx, caller.box, wanted, Page(limit=READ_STEP))
        seen = await see_reactions(change.tx, found)
        if seen:
            change.log(
                caller.box,
                types.UpdateReadMessagesContents(messages=seen, pts=0, pts_count=0),
                len(seen),
                exclude_session=caller.session,
            )
        pts = change.pts(caller.box)
    await app.bus.publish(change.events)
    return types.messages.AffectedHistory(
        pts=pts, pts_count=len(seen), offset=int(len(found) == READ_STEP)
    )


NONE = types.MessageReactions(results=())


def standard(reaction: types.TypeReaction) -> types.ReactionEmoji:
    """Return a reaction as the catalogue writes it, whatever variant of the emoji was typed.

    Raises:
        RpcError: 400 REACTION_INVALID.
    """
    if isinstance(reaction, types.ReactionEmoji):
        plain = reaction.emoticon.replace(VARIANT, "")
        for one in standard_reactions():
            if one.emoji.replace(VARIANT, "") == plain:
                return types.ReactionEmoji(emoticon=one.emoji)
    raise bad_request("REACTION_INVALID")


def _given(message: StoredMessage) -> Given:
    reactions = decode_reactions(message.reactions)
    return () if reactions is None else tuple(reactions.recent_reactions or ())


def _by(one: types.MessagePeerReaction, user_id: int) -> bool:
    return from_tl_peer(one.peer_id) == peer_of_user(user_id)


def _my_reaction(
    caller: Caller, reaction: types.TypeReaction, now: int, *, big: bool
) -> types.MessagePeerReaction:
    return types.MessagePeerReaction(
        big=big, peer_id=to_tl_peer(caller.me), date=now, reaction=reaction
    )


def _seen_by(
    box_id: BoxId, given: Given, *, unread: bool, tags: bool
) -> types.MessageReactions | None:
    """Return reactions as the owner of a box sees them; None when there are none."""
    if not given:
        return None
    recent = tuple(
        types.MessagePeerReaction(
            big=one.big,
            unread=unread and not _by(one, box_id),
            my=_by(one, box_id),
            peer_id=one.peer_id,
            date=one.date,
            reaction=one.reaction,
        )
        for one in given
    )
    mine = [one.reaction for one in recent if one.my]
    kinds = dict.fromkeys(one.reaction for one in given)
    return types.MessageReactions(
        can_see_list=not tags,
        reactions_as_tags=tags,
        results=[
            types.ReactionCount(
                chosen_order=mine.index(kind) if kind in mine else None,
                reaction=kind,
                count=sum(one.reaction == kind for one in given),
            )
            for kind in kinds
        ],
        recent_reactions=recent,
    )
