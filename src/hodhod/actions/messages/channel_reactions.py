"""Reactions in supergroups and channels: a row for each who reacts, and a tally beside the message.

    react ─► row of the one who reacts, tally of the message ─► updateMessageReactions, filled in
             for each viewer when it is rendered; filed once however many people react

In a large chat only those hear of it whom it concerns, the one who reacts and the author: others
ask for the reactions to what they have on the screen, as clients do anyway.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.bots.felt import Felt, tell_bots
from hodhod.actions.messages.allowed_reactions import require_room
from hodhod.actions.messages.own_reactions import blank_update
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId, to_tl_peer
from hodhod.domain.message import CONTENT_LAYER, StoredMessage, decode_reactions
from hodhod.domain.reaction_tally import RECENT, counted, shown
from hodhod.domain.rights import Admin
from hodhod.store.boxes import Change
from hodhod.store.members import Mark, see_marks, write_marks
from hodhod.store.message_changes import set_reactions
from hodhod.store.message_rows import read_messages
from hodhod.store.reactions import (
    Reacted,
    drop_reaction,
    put_reaction,
    reaction_of,
    reactions_page,
)
from hodhod.store.update_log import unlog
from hodhod.tl import types

LOUD = 1_000
"""Members up to which everybody who is here hears of each reaction."""


async def react(
    app: App,
    caller: Caller,
    seen: SeenChat,
    named: StoredMessage,
    wanted: Sequence[types.TypeReaction],
    *,
    big: bool,
) -> types.UpdateMessageReactions:
    """Set what the caller feels about a message; nothing takes it back.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_NOT_MODIFIED, REACTIONS_TOO_MANY.
    """
    chat = seen.chat
    box_id, msg_id = named.box_id, named.msg_id
    reaction = wanted[0] if wanted else None
    hidden = Admin.ANONYMOUS in seen.admin and not chat.is_broadcast
    shown_as = chat.peer_id if hidden else caller.own_peer
    async with app.store.boxes.change([box_id], now=app.now) as change:
        message = await _locked(change, box_id, msg_id)
        before = await reaction_of(change.tx, (box_id, msg_id), caller.me)
        come = None if reaction is None else tl.encode(reaction, CONTENT_LAYER)
        if come == before:
            raise bad_request("MESSAGE_NOT_MODIFIED")
        if reaction is not None:
            kinds = decode_reactions(message.reactions)
            require_room(chat, [] if kinds is None else [r.reaction for r in kinds.results], wanted)
        if come is None:
            await drop_reaction(change.tx, (box_id, msg_id), caller.me)
        else:
            one = Reacted(caller.me, PeerId(shown_as), app.now, big, come)
            await put_reaction(change.tx, (box_id, msg_id), one)
        await _tally(change, seen, message, gone=before, come=come, actor=caller.me)
        update = blank_update(message)
        if _loud(seen):
            await _file(change, [box_id], caller, update)
    await app.bus.publish(change.events)
    if not _loud(seen):
        await _tell_concerned(app, caller, message, update)
    await tell_bots(
        app,
        seen,
        Felt(msg_id, PeerId(shown_as), before, come),
    )
    return update


async def take_away(
    app: App, caller: Caller, seen: SeenChat, msg_ids: Sequence[MsgId], user_id: UserId
) -> list[types.UpdateMessageReactions]:
    """Take somebody's reactions to messages away, as an admin; return what is to be told."""
    box_id = BoxId(seen.chat.peer_id)
    updates = []
    async with app.store.boxes.change([box_id], now=app.now) as change:
        for message in await read_messages(change.tx, [(box_id, one) for one in msg_ids]):
            key = (box_id, message.msg_id)
            before = await reaction_of(change.tx, key, user_id)
            if before is None:
                continue
            await drop_reaction(change.tx, key, user_id)
            await _tally(change, seen, message, gone=before, come=None, actor=user_id)
            update = blank_update(message)
            await _file(change, [box_id], caller, update)
            updates.append(update)
    await app.bus.publish(change.events)
    return updates


def _loud(seen: SeenChat) -> bool:
    return seen.chat.members <= LOUD


async def _locked(change: Change, box_id: BoxId, msg_id: MsgId) -> StoredMessage:
    """Return a message as it is now that nobody else changes it."""
    found = await read_messages(change.tx, [(box_id, msg_id)])
    if not found:
        raise bad_request("MESSAGE_ID_INVALID")
    return found[0]


async def _tally(
    change: Change,
    seen: SeenChat,
    message: StoredMessage,
    *,
    gone: bytes | None,
    come: bytes | None,
    actor: UserId,
) -> None:
    """Write what the message shows now, and whether its author has something new to see."""
    key = (message.box_id, message.msg_id)
    before = decode_reactions(message.reactions)
    counts = counted(before, gone=_value(gone), come=_value(come))
    named = not seen.chat.is_broadcast
    rows = await reactions_page(change.tx, key, None, limit=RECENT) if named and counts else []
    author = message.author_id
    waits = {
        (one.peer_id, one.date)
        for one in (() if before is None else before.recent_reactions or ())
        if one.unread
    }
    news = come is not None and named and author not in (None, actor)
    recent = [
        types.MessagePeerReaction(
            big=row.big,
            unread=(row.user_id == actor and news) or (to_tl_peer(row.peer_id), row.date) in waits,
            peer_id=to_tl_peer(row.peer_id),
            date=row.date,
            reaction=_value(row.reaction) or types.ReactionEmpty(),
        )
        for row in rows
    ]
    value = shown(counts, recent, named=named)
    data = None if value is None else tl.encode(value, CONTENT_LAYER)
    await set_reactions(change.tx, message.shared_id, [message.box_id], data)
    if author is None or not named:
        return
    if news:
        await write_marks(change.tx, [(message.box_id, author, message.msg_id)], Mark.REACTION)
    elif not any(one.unread for one in recent):
        await see_marks(change.tx, message.box_id, author, Mark.REACTION, [message.msg_id])


async def _file(
    change: Change, boxes: Sequence[BoxId], caller: Caller, update: types.UpdateMessageReactions
) -> None:
    """File in boxes that reactions are to be looked at: once, however many there are."""
    await unlog(change.tx, boxes, update)
    for box_id in boxes:
        change.log(box_id, update, exclude_session=caller.session)


async def _tell_concerned(
    app: App, caller: Caller, message: StoredMessage, update: types.UpdateMessageReactions
) -> None:
    """Tell the one who reacts, on other devices, and the author."""
    for box_id in {caller.box, BoxId(message.author_id or caller.me)}:
        async with app.store.boxes.change([box_id], now=app.now) as change:
            await _file(change, [box_id], caller, update)
        await app.bus.publish(change.events)


def _value(data: bytes | None) -> types.TypeReaction | None:
    return None if data is None else tl.decode(data)  # type: ignore[return-value]
