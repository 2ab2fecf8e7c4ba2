"""Messages that wait, as rows: what their owner is shown, and what is sent of it one day.

    Outgoing ─► row_of ─► Scheduled(content as shown) ─► outgoing_of ─► Outgoing

Source: https://core.telegram.org/api/scheduled-messages
"""

from __future__ import annotations

from msgspec.structs import replace as changed

from hodhod import tl
from hodhod.actions.messages.copies import content_message
from hodhod.actions.messages.place import Place
from hodhod.domain.caller import Caller
from hodhod.domain.ids import MsgId, UserId, from_tl_peer, is_user, to_tl_peer
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.outgoing import Outgoing, ReplyTo, ReplyToStory
from hodhod.domain.topic import GENERAL
from hodhod.store.scheduled import Scheduled
from hodhod.tl import types


def value_of(row: Scheduled) -> types.Message:
    """Return a scheduled message as its owner is shown it."""
    value = tl.decode(row.content)
    assert isinstance(value, types.Message)
    return value


def row_of(caller: Caller, place: Place, outgoing: Outgoing, msg_id: MsgId, date: int) -> Scheduled:
    """Return the row of a message to be sent to a place at a Unix time."""
    peer, chat = place.peer, None if place.seen is None else place.seen.chat
    message = content_message(
        outgoing,
        saved_from=peer if peer == caller.own_peer else None,
        receiver=UserId(peer) if is_user(peer) else None,
        post=chat is not None and chat.is_broadcast,
        forum=chat is not None and chat.forum,
    )
    assert isinstance(message, types.Message)
    shown_as = outgoing.send_as
    if shown_as is None and not message.post:
        shown_as = caller.own_peer
    message = changed(
        message,
        id=msg_id,
        out=peer != caller.own_peer,
        from_id=None if shown_as is None else to_tl_peer(shown_as),
        peer_id=to_tl_peer(peer),
        date=date,
        reply_to=_shown_reply(message.reply_to, outgoing),
        silent=outgoing.silent,
        grouped_id=outgoing.grouped_id,
        from_scheduled=True,
    )
    return Scheduled(
        caller.box, msg_id, peer, outgoing.random_id or 0, date, tl.encode(message, CONTENT_LAYER)
    )


def _shown_reply(
    header: types.TypeMessageReplyHeader | None, outgoing: Outgoing
) -> types.TypeMessageReplyHeader | None:
    """Return the header of a message that waits: with ids, which boxes fill in otherwise."""
    if not isinstance(header, types.MessageReplyHeader):
        return header
    topic_id = None if outgoing.topic_id == GENERAL else outgoing.topic_id
    if header.reply_from is not None:
        return changed(header, reply_to_top_id=topic_id)
    reply = outgoing.reply_to
    msg_id = topic_id if reply is None else reply.msg_id
    top_id = None if topic_id == msg_id else topic_id
    return changed(header, reply_to_msg_id=msg_id, reply_to_top_id=top_id)


def _reply_of(header: types.TypeMessageReplyHeader | None) -> ReplyTo | None:
    if not isinstance(header, types.MessageReplyHeader):
        return None
    if header.reply_from is not None:
        return ReplyTo(
            header.reply_to_msg_id or 0,
            top_id=header.reply_to_top_id,
            elsewhere=changed(header, reply_to_top_id=None),
        )
    if header.reply_to_msg_id is None:
        return None
    return ReplyTo(
        header.reply_to_msg_id,
        header.quote_text,
        header.quote_entities,
        header.quote_offset,
        header.poll_option,
        header.reply_to_top_id,
    )


def outgoing_of(caller: Caller, row: Scheduled) -> Outgoing:
    """Return what a row's message is to be sent as."""
    message = value_of(row)
    reply = message.reply_to
    shown_as = None if message.from_id is None else from_tl_peer(message.from_id)
    # As oneself, or as the group: that is as it would be today.
    usual = shown_as in (caller.own_peer, row.peer_id)
    return Outgoing(
        random_id=row.random_id,
        text=message.message,
        entities=tuple(message.entities or ()),
        media=message.media,
        reply_to=_reply_of(reply),
        reply_to_story=ReplyToStory(types.InputPeerEmpty(), reply.story_id)
        if isinstance(reply, types.MessageReplyStoryHeader)
        else None,
        fwd_from=message.fwd_from,
        grouped_id=message.grouped_id,
        reply_markup=message.reply_markup,
        silent=message.silent,
        noforwards=message.noforwards,
        invert_media=message.invert_media,
        via_bot_id=message.via_bot_id,
        from_scheduled=True,
        send_as=None if usual else shown_as,
    )
