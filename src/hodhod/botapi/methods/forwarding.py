"""forwardMessage, forwardMessages, copyMessage, copyMessages.

Source: https://core.telegram.org/bots/api#forwardmessage
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.actions.messages.forward import Forward, forwarded
from hodhod.botapi.chats import ChatId, access_named
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, method
from hodhod.botapi.sending import SendParams, caption_with, deliver, new_number
from hodhod.botapi.types.message import Message, MessageEntity, MessageId

AT_ONCE = range(1, 101)


class ForwardMessage(SendParams, kw_only=True):
    """Which message, from where."""

    from_chat_id: ChatId
    message_id: int


@method
async def forward_message(bot: Bot, asked: ForwardMessage) -> Message:
    """Send a message on."""
    return (await _forward(bot, asked, asked.from_chat_id, [asked.message_id]))[0]


class ForwardMessages(SendParams, kw_only=True):
    """Which messages, from where."""

    from_chat_id: ChatId
    message_ids: list[int]


@method
async def forward_messages(bot: Bot, asked: ForwardMessages) -> list[MessageId]:
    """Send messages on."""
    made = await _forward(bot, asked, asked.from_chat_id, asked.message_ids)
    return [MessageId(message_id=one.message_id) for one in made]


class CopyMessage(SendParams, kw_only=True):
    """Which message, from where, and another caption."""

    from_chat_id: ChatId
    message_id: int
    caption: str | None = None
    parse_mode: str | None = None
    caption_entities: list[MessageEntity] | None = None
    show_caption_above_media: bool = False


@method
async def copy_message(bot: Bot, asked: CopyMessage) -> MessageId:
    """Send the same again, as one's own."""
    caption = None
    if asked.caption is not None:
        caption = caption_with(bot, asked.caption, asked.parse_mode, asked.caption_entities)
    source = await access_named(bot.app, bot.caller, asked.from_chat_id)
    target = await access_named(bot.app, bot.caller, asked.chat_id)
    forward = Forward([asked.message_id], [new_number(bot)], drop_author=True)
    [copied] = await forwarded(bot.app, bot.caller, source, target, forward)
    if caption is not None and copied.media is not None:
        copied = replace(copied, text=caption[0], entities=caption[1])
    [made] = await deliver(bot, target, asked, [copied])
    return MessageId(message_id=made.message_id)


class CopyMessages(SendParams, kw_only=True):
    """Which messages, from where."""

    from_chat_id: ChatId
    message_ids: list[int]
    remove_caption: bool = False


@method
async def copy_messages(bot: Bot, asked: CopyMessages) -> list[MessageId]:
    """Send the same again, as one's own."""
    made = await _forward(
        bot,
        asked,
        asked.from_chat_id,
        asked.message_ids,
        drop_author=True,
        drop_captions=asked.remove_caption,
    )
    return [MessageId(message_id=one.message_id) for one in made]


async def _forward(
    bot: Bot,
    asked: SendParams,
    from_chat_id: ChatId,
    ids: Sequence[int],
    *,
    drop_author: bool = False,
    drop_captions: bool = False,
) -> list[Message]:
    if len(ids) not in AT_ONCE:
        raise BadRequest("there must be from 1 to 100 messages")
    source = await access_named(bot.app, bot.caller, from_chat_id)
    target = await access_named(bot.app, bot.caller, asked.chat_id)
    numbers = [new_number(bot) for _ in ids]
    forward = Forward(ids, numbers, drop_author=drop_author, drop_captions=drop_captions)
    messages = await forwarded(bot.app, bot.caller, source, target, forward)
    return await deliver(bot, target, asked, messages)
