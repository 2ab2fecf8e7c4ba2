"""Reactions: what people feel about a message.

Each copy of a message between two people or in a basic group keeps its own view: what is "mine" in
one is not in the other. All reactions are among the recent ones there, so that a copy is all one
needs to know. In supergroups and channels there is a row for each: see channel_reactions.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.allowed_reactions import allowed, require_room
from hodhod.actions.messages.channel_reactions import react
from hodhod.actions.messages.own_reactions import NONE
from hodhod.actions.messages.place import access_to_write
from hodhod.actions.messages.reach import (
    access_message,
    access_messages,
    checked_ids,
    seen_from,
)
from hodhod.actions.messages.recent_reactions import remember
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat
from hodhod.domain.deed import Deed
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, from_tl_peer, is_channel, peer_of_user, to_tl_peer
from hodhod.domain.message import (
    CONTENT_LAYER,
    StoredMessage,
    decode_content,
    decode_reactions,
)
from hodhod.domain.saved_tag import tag_token
from hodhod.store.boxes import Change
from hodhod.store.message_changes import find_copies, mark_reactions, set_reactions
from hodhod.store.saved_tags import tag_message
from hodhod.tl import types

MOST_BY_ONE = 1
"""Reactions of one person to one message; config names the same."""

MOST_TAGS = 3
"""Tags on one of one's saved messages."""

Given = tuple[types.MessagePeerReaction, ...]


@dataclass(frozen=True, slots=True)
class Feeling:
    """How the reactions to a message change.

    Attributes:
        peer: The chat.
        actor: Whose reactions change.
        wanted: What they are now.
        big: Whether they come with a big animation.
        chat: The basic group, or None.
    """

    peer: PeerId
    actor: int
    wanted: Sequence[types.TypeReaction]
    big: bool = False
    chat: Chat | None = None


async def send_reaction(
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_id: int,
    reactions: Sequence[types.TypeReaction],
    *,
    big: bool,
    add_to_recent: bool = False,
) -> types.TypeUpdates:
    """Set what the caller feels about a message; nothing takes it back.

    Args:
        app: The working parts.
        caller: Who feels.
        peer: The chat.
        msg_id: The message.
        reactions: What is felt.
        big: Whether it comes with a big animation.
        add_to_recent: Whether the reactions are among the caller's recent ones from now on.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, REACTION_INVALID, REACTIONS_TOO_MANY,
            MESSAGE_NOT_MODIFIED; what access_to_write raises.
    """
    place = await access_to_write(app, caller, peer, Deed.REACT)
    named = await access_message(app, caller, peer, msg_id)
    if isinstance(decode_content(named.content), types.MessageService):
        raise bad_request("MESSAGE_ID_INVALID")
    given = [one for one in reactions if not isinstance(one, types.ReactionEmpty)]
    if len(given) > (MOST_TAGS if peer == caller.own_peer else MOST_BY_ONE):
        raise bad_request("REACTIONS_TOO_MANY")
    chat = None if place.seen is None else place.seen.chat
    wanted = await allowed(app, chat, given)
    if place.seen is not None and is_channel(peer):
        update = await react(app, caller, place.seen, named, wanted, big=big)
        if add_to_recent:
            await remember(app, caller, wanted)
        return await render(app, caller.me, [update])
    async with app.store.boxes.change(place.boxes, now=app.now) as change:
        feeling = Feeling(peer, caller.me, wanted, big, chat)
        own = await change_copies(change, caller, named, place.boxes, feeling)
    await app.bus.publish(change.events)
    if add_to_recent:
        await remember(app, caller, wanted)
    return await render(app, caller.me, [own])


async def change_copies(
    change: Change,
    caller: Caller,
    named: StoredMessage,
    boxes: Sequence[BoxId],
    feeling: Feeling,
) -> types.UpdateMessageReactions:
    """Change somebody's reactions in all copies of a message; return the caller's own update.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_NOT_MODIFIED, REACTIONS_TOO_MANY.
    """
    actor, wanted = feeling.actor, feeling.wanted
    copies = await find_copies(change.tx, [named.shared_id], boxes)
    own = next((one for one in copies if one.box_id == caller.box), None)
    if own is None:
        raise bad_request("MESSAGE_ID_INVALID")
    before = given_to(own)
    if [one.reaction for one in before if _by(one, actor)] == list(wanted):
        raise bad_request("MESSAGE_NOT_MODIFIED")
    require_room(feeling.chat, [one.reaction for one in before], wanted)
    mine = [
        types.MessagePeerReaction(
            big=feeling.big, peer_id=to_tl_peer(PeerId(actor)), date=change.now, reaction=reaction
        )
        for reaction in wanted
    ]
    after = (*mine, *(one for one in before if not _by(one, actor)))
    answer: types.UpdateMessageReactions | None = None
    for copy in copies:
        unread = {from_tl_peer(one.peer_id) for one in given_to(copy) if one.unread}
        if wanted and copy.box_id != actor:
            unread.add(peer_of_user(actor))
        value = _seen_by(
            copy.box_id,
            after,
            unread=unread if copy.out else set(),
            tags=feeling.peer == caller.own_peer,
        )
        data = None if value is None else tl.encode(value, CONTENT_LAYER)
        await set_reactions(change.tx, copy.shared_id, [copy.box_id], data)
        if feeling.peer == caller.own_peer:
            await tag_message(
                change.tx, copy.box_id, copy.msg_id, [tag_token(one) for one in wanted]
            )
        if copy.out:
            waits = any(one.unread for one in (value or NONE).recent_reactions or ())
            await mark_reactions(change.tx, [(copy.box_id, copy.msg_id)], unread=waits)
        update = types.UpdateMessageReactions(
            peer=to_tl_peer(seen_from(copy.box_id, caller.box, feeling.peer)),
            msg_id=copy.msg_id,
            reactions=value or NONE,
        )
        change.log(copy.box_id, update, exclude_session=caller.session)
        if copy.box_id == caller.box:
            answer = update
    assert answer is not None
    return answer


async def reactions_to(
    app: App, caller: Caller, peer: PeerId, msg_ids: Iterable[int]
) -> types.TypeUpdates:
    """Return the reactions to messages as updates.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    found = await access_messages(app, caller, peer, checked_ids(msg_ids))
    updates = [
        types.UpdateMessageReactions(
            peer=to_tl_peer(peer),
            msg_id=message.msg_id,
            top_msg_id=message.topic_id,
            reactions=decode_reactions(message.reactions) or NONE,
        )
        for message in found.values()
    ]
    return await render(app, caller.me, updates)


def given_to(message: StoredMessage) -> Given:
    """Return who reacted to a message of a chat that is copied."""
    reactions = decode_reactions(message.reactions)
    return () if reactions is None else tuple(reactions.recent_reactions or ())


def _by(one: types.MessagePeerReaction, user_id: int) -> bool:
    return from_tl_peer(one.peer_id) == peer_of_user(user_id)


def _seen_by(
    box_id: BoxId, given: Given, *, unread: set[PeerId], tags: bool
) -> types.MessageReactions | None:
    """Return reactions as the owner of a box sees them; None when there are none."""
    if not given:
        return None
    recent = tuple(
        types.MessagePeerReaction(
            big=one.big,
            unread=from_tl_peer(one.peer_id) in unread and not _by(one, box_id),
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
