"""From what a client asks to send to an Outgoing: text cleaned, reply resolved, limits kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hodhod.actions.app import App
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.caller import Caller
from hodhod.domain.entities import formatted, in_quotes
from hodhod.domain.errors import bad_request
from hodhod.domain.keyboard import checked_keyboard
from hodhod.domain.outgoing import ReplyTo, ReplyToStory
from hodhod.domain.text import utf16_len
from hodhod.tl import types

OPTION_BYTES = 100
"""Bytes that stand for an answer of a poll."""

QUOTE_UNITS = 1024
"""UTF-16 units of a quote."""

Formatted = tuple[str, tuple[types.TypeMessageEntity, ...]]


def text_of(app: App, caller: Caller, text: str, entities: Entities) -> Formatted:
    """Return the text and entities of a message without media.

    Raises:
        RpcError: 400 MESSAGE_EMPTY, MESSAGE_TOO_LONG or ENTITIES_TOO_LONG.
    """
    clean = _formatted(app, caller, text, entities, app.policy.message_length)
    if not clean[0]:
        raise bad_request("MESSAGE_EMPTY")
    return clean


def caption_of(app: App, caller: Caller, text: str, entities: Entities) -> Formatted:
    """Return the text below a media, perhaps empty.

    Raises:
        RpcError: 400 MEDIA_CAPTION_TOO_LONG or ENTITIES_TOO_LONG.
    """
    if utf16_len(text.strip()) > app.policy.caption_length:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    return _formatted(app, caller, text, entities, app.policy.caption_length)


def reply_of(
    reply: types.TypeInputReplyTo | None, legacy_id: int | None, legacy_top: int | None = None
) -> ReplyTo | None:
    """Return what a message answers.

    Args:
        reply: As clients of today name it.
        legacy_id: As clients up to layer 158 name it.
        legacy_top: The thread, as those name it.

    Raises:
        RpcError: 400 REPLY_MESSAGE_ID_INVALID, QUOTE_TEXT_INVALID, OPTION_INVALID.
    """
    if isinstance(reply, types.InputReplyToMessage):
        if utf16_len(reply.quote_text or "") > QUOTE_UNITS:
            raise bad_request("QUOTE_TEXT_INVALID")
        quote, entities = formatted(reply.quote_text or "", reply.quote_entities)
        return ReplyTo(
            msg_id=_positive(reply.reply_to_msg_id),
            quote_text=quote or None,
            quote_entities=in_quotes(entities) or None,
            quote_offset=reply.quote_offset if quote else None,
            poll_option=_option(reply.poll_option),
            top_id=reply.top_msg_id,
        )
    return None if not legacy_id else ReplyTo(msg_id=_positive(legacy_id), top_id=legacy_top)


def story_reply_of(reply: types.TypeInputReplyTo | None) -> ReplyToStory | None:
    """Return the story that a message answers."""
    if isinstance(reply, types.InputReplyToStory) and reply.peer is not None:
        return ReplyToStory(reply.peer, reply.story_id)
    return None


Entities = Sequence[types.TypeMessageEntity] | None


def _option(option: bytes | None) -> bytes | None:
    if option is not None and not 0 < len(option) <= OPTION_BYTES:
        raise bad_request("OPTION_INVALID")
    return option


def _positive(msg_id: int) -> int:
    if msg_id <= 0:
        raise bad_request("REPLY_MESSAGE_ID_INVALID")
    return msg_id


def keyboard_of(
    app: App, caller: Caller, markup: types.TypeReplyMarkup | None
) -> types.TypeReplyMarkup | None:
    """Return the keyboard of a message: bots alone send any.

    Raises:
        RpcError: As `checked_keyboard`.
    """
    if markup is None or not caller.is_bot:
        return None
    return checked_keyboard(markup, partial(_named_by, app, caller))


def _formatted(app: App, caller: Caller, text: str, entities: Entities, limit: int) -> Formatted:
    resolve = partial(_named_by, app, caller)
    return formatted(text, entities, resolve_user=resolve, limit=limit)


def _named_by(app: App, caller: Caller, user: types.TypeInputUser) -> int | None:
    """Return whom somebody names in a message; None if they may not name them."""
    match user:
        case types.InputUserSelf():
            return caller.me
        case types.InputUser():
            good = holds(app.secret, Kind.USER, user.user_id, user.access_hash, viewer=caller.me)
            return user.user_id if good or caller.is_bot else None
        case _:
            return None
