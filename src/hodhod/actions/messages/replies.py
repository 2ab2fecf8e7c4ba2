"""What a message answers: a message of its chat or of another one, whole or in part.

    same chat       the answered message is looked up, a quote is looked for in its text
    another chat    what may be forwarded is described: who wrote it, when, its media, its text

Source: https://core.telegram.org/api/replies
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages.compose import QUOTE_UNITS, reply_of
from hodhod.actions.messages.forward import forward_header, forwardable
from hodhod.actions.messages.reach import access_messages
from hodhod.actions.peers.access import access_peer
from hodhod.domain.caller import Caller
from hodhod.domain.entities import in_quotes
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import MsgId, PeerId, is_channel, is_user, to_tl_peer
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.domain.outgoing import Outgoing, ReplyTo
from hodhod.domain.utf16 import Utf16
from hodhod.tl import types

_SHOWN = (
    types.MessageMediaPhoto,
    types.MessageMediaDocument,
    types.MessageMediaGeo,
    types.MessageMediaVenue,
    types.MessageMediaContact,
    types.MessageMediaDice,
    types.MessageMediaStory,
)
"""Media that stays as it is, and that clients show beside an answer."""


async def reply_for(
    app: App,
    caller: Caller,
    peer: PeerId,
    reply: types.TypeInputReplyTo | None,
    *,
    legacy_id: int | None = None,
    legacy_top: int | None = None,
) -> ReplyTo | None:
    """Return what a message to a chat answers, in it or elsewhere.

    Args:
        app: The working parts.
        caller: Who answers.
        peer: Where.
        reply: As clients of today name it.
        legacy_id: As clients up to layer 158 name it.
        legacy_top: The thread, as those name it.

    Raises:
        RpcError: 400 REPLY_MESSAGE_ID_INVALID, QUOTE_TEXT_INVALID, OPTION_INVALID,
            CHAT_FORWARDS_RESTRICTED.
    """
    wanted = reply_of(reply, legacy_id, legacy_top)
    named = reply.reply_to_peer_id if isinstance(reply, types.InputReplyToMessage) else None
    if wanted is None or named is None:
        return wanted
    source = await access_peer(app, caller, named)
    if source == peer:
        return wanted
    return replace(wanted, elsewhere=await _elsewhere(app, caller, source, wanted))


async def check_replies(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[Outgoing]
) -> dict[MsgId, StoredMessage]:
    """Return what is answered in the chat itself, by id.

    Raises:
        RpcError: 400 REPLY_MESSAGE_ID_INVALID, QUOTE_TEXT_INVALID.
    """
    replies = [
        one.reply_to
        for one in messages
        if one.reply_to is not None and one.reply_to.elsewhere is None
    ]
    answered = {MsgId(reply.msg_id) for reply in replies}
    if not answered:
        return {}
    found = await access_messages(app, caller, peer, list(answered))
    if len(found) < len(answered):
        raise bad_request("REPLY_MESSAGE_ID_INVALID")
    for reply in replies:
        quoted(reply, found[MsgId(reply.msg_id)])
    return found


def answered_by(
    outgoing: Outgoing, found: Mapping[MsgId, StoredMessage]
) -> tuple[Outgoing, StoredMessage | None]:
    """Return a message with its quote in its place, and what it answers in its chat.

    Args:
        outgoing: The message.
        found: As check_replies returned it.
    """
    reply = outgoing.reply_to
    if reply is None or reply.elsewhere is not None:
        return outgoing, None
    target = found[MsgId(reply.msg_id)]
    return replace(outgoing, reply_to=quoted(reply, target)), target


def quoted(reply: ReplyTo, target: StoredMessage) -> ReplyTo:
    """Return a reply whose quote is where it stands in the text that it is from.

    Raises:
        RpcError: 400 QUOTE_TEXT_INVALID: it does not stand there.
    """
    if reply.quote_text is None:
        return reply
    content = decode_content(target.content)
    text = content.message if isinstance(content, types.Message) else ""
    offset = _offset_of(reply.quote_text, text, reply.quote_offset or 0)
    if offset is None:
        raise bad_request("QUOTE_TEXT_INVALID")
    return replace(reply, quote_offset=offset)


def _offset_of(quote: str, text: str, near: int) -> int | None:
    """Return the UTF-16 unit of the place of a quote that is the nearest to a unit."""
    places = []
    units = Utf16(text)
    at = text.find(quote)
    while at >= 0:
        places.append(units.unit(at))
        at = text.find(quote, at + 1)
    return min(places, key=lambda place: abs(place - near), default=None)


async def _elsewhere(
    app: App, caller: Caller, source: PeerId, reply: ReplyTo
) -> types.MessageReplyHeader:
    found = await access_messages(app, caller, source, [reply.msg_id])
    if not found:
        raise bad_request("REPLY_MESSAGE_ID_INVALID")
    (message,) = found.values()
    try:
        content = forwardable(message)
    except RpcError as error:
        if error.message != "MESSAGE_ID_INVALID":
            raise
        raise bad_request("REPLY_MESSAGE_ID_INVALID") from error
    if not is_user(source) and (await access_chat(app, caller, source)).chat.noforwards:
        raise bad_request("CHAT_FORWARDS_RESTRICTED")
    chosen = reply.quote_text is not None
    reply = quoted(reply, message) if chosen else _whole(reply, content)
    # Only in supergroups and channels is a message the same for all who read of it.
    public = is_channel(source)
    return types.MessageReplyHeader(
        reply_to_msg_id=reply.msg_id if public else None,
        reply_to_peer_id=to_tl_peer(source) if public else None,
        reply_from=await forward_header(app, caller, message),
        reply_media=content.media if isinstance(content.media, _SHOWN) else None,
        quote=chosen,
        quote_text=reply.quote_text,
        quote_entities=reply.quote_entities,
        quote_offset=reply.quote_offset,
    )


def _whole(reply: ReplyTo, content: types.Message) -> ReplyTo:
    """Return a reply that quotes the beginning of a text, as nobody chose a part of it."""
    units = Utf16(content.message)
    start, stop = units.fitted(0, QUOTE_UNITS)
    if start >= stop:
        return reply
    entities = tuple(
        one for one in in_quotes(content.entities or ()) if one.offset + one.length <= stop
    )
    return replace(reply, quote_text=units.slice(start, stop), quote_entities=entities or None)
