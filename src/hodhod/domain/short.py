"""Plain texts of private chats in their shortest form, without the users beside them.

    answer to a sender     updateShortSentMessage   the client has the text, and learns the id
    push to a receiver     updateShortMessage       for clients that have met the other side

A client that is told of a user whom it does not know fetches the difference instead. Whatever of a
message the short form has no room for is found by writing the message anew from what it has.

Source: https://core.telegram.org/constructor/updateShortMessage
"""

from __future__ import annotations

from typing import TypeGuard

from hodhod.domain.mentioned import peers_in
from hodhod.domain.message import StoredMessage, to_tl
from hodhod.tl import types


def short_answer(sent: StoredMessage) -> types.UpdateShortSentMessage | None:
    """Return what tells a sender that a text is sent, or None if it takes more than that."""
    message = to_tl(sent)
    if not _is_plain(message) or message.reply_to is not None:
        return None
    return types.UpdateShortSentMessage(
        out=message.out,
        id=message.id,
        pts=sent.pts,
        pts_count=1,
        date=message.date,
        entities=message.entities,
        ttl_period=message.ttl_period,
    )


def short_push(update: types.TypeUpdate) -> types.UpdateShortMessage | None:
    """Return what tells a receiver of a text, or None if it takes more than that."""
    if not isinstance(update, types.UpdateNewMessage):
        return None
    message = update.message
    if not _is_plain(message) or peers_in((message.reply_to, message.entities)):
        return None
    assert isinstance(message.peer_id, types.PeerUser)
    return types.UpdateShortMessage(
        out=message.out,
        mentioned=message.mentioned,
        media_unread=message.media_unread,
        silent=message.silent,
        id=message.id,
        user_id=message.peer_id.user_id,
        message=message.message,
        pts=update.pts,
        pts_count=update.pts_count,
        date=message.date,
        reply_to=message.reply_to,
        entities=message.entities,
        ttl_period=message.ttl_period,
    )


def _is_plain(message: types.TypeMessage) -> TypeGuard[types.Message]:
    """Tell whether a message is a text of a private chat and nothing besides."""
    return (
        isinstance(message, types.Message)
        and isinstance(message.peer_id, types.PeerUser)
        and (message.out or message.from_id == message.peer_id)
        and message
        == types.Message(
            out=message.out,
            mentioned=message.mentioned,
            media_unread=message.media_unread,
            silent=message.silent,
            id=message.id,
            from_id=message.from_id,
            peer_id=message.peer_id,
            reply_to=message.reply_to,
            date=message.date,
            message=message.message,
            entities=message.entities,
            ttl_period=message.ttl_period,
        )
    )
