"""editMessageText and its kin, deleteMessage, deleteMessages.

Source: https://core.telegram.org/bots/api#updating-messages
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.chats.access import access_chat
from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages.delete import delete_in_channel
from hodhod.actions.messages.delete import delete_messages as delete_own
from hodhod.actions.messages.edit import Edit, edit_message
from hodhod.actions.messages.reach import access_message
from hodhod.actions.previews.attach import preview_of
from hodhod.botapi.chats import ChatId, access_named
from hodhod.botapi.convert.keyboard import from_markup
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.methods.media import InputMedia, input_media
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.sending import LinkPreviewOptions, caption_with, shown, text_with
from hodhod.botapi.types.markup import ReplyMarkup
from hodhod.botapi.types.message import Message, MessageEntity
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import PeerId, is_channel
from hodhod.domain.message import decode_content
from hodhod.tl import types

AT_ONCE = range(1, 101)


class EditParams(Params):
    """Which message, and its keyboard."""

    chat_id: ChatId | None = None
    message_id: int | None = None
    inline_message_id: str | None = None
    reply_markup: ReplyMarkup | None = None


class EditMessageText(EditParams, kw_only=True):
    """Another text."""

    text: str
    parse_mode: str | None = None
    entities: list[MessageEntity] | None = None
    link_preview_options: LinkPreviewOptions | None = None
    disable_web_page_preview: bool = False


@method
async def edit_message_text(bot: Bot, asked: EditMessageText) -> Message:
    """Change the text of a message."""
    peer, number = await _named(bot, asked)
    words = text_with(bot, asked.text, asked.parse_mode, asked.entities)
    options = asked.link_preview_options or LinkPreviewOptions()
    hidden = options.is_disabled or asked.disable_web_page_preview
    edit = Edit(
        text=words,
        preview=None if hidden else await preview_of(bot.app, *words),
        invert_media=options.show_above_text,
        reply_markup=from_markup(asked.reply_markup),
    )
    return await _edit(bot, peer, number, edit)


class EditMessageCaption(EditParams):
    """Another caption."""

    caption: str | None = None
    parse_mode: str | None = None
    caption_entities: list[MessageEntity] | None = None
    show_caption_above_media: bool = False


@method
async def edit_message_caption(bot: Bot, asked: EditMessageCaption) -> Message:
    """Change the words below a file."""
    peer, number = await _named(bot, asked)
    edit = Edit(
        text=caption_with(bot, asked.caption, asked.parse_mode, asked.caption_entities),
        invert_media=asked.show_caption_above_media,
        reply_markup=from_markup(asked.reply_markup),
    )
    return await _edit(bot, peer, number, edit)


class EditMessageMedia(EditParams, kw_only=True):
    """Another file."""

    media: InputMedia


@method
async def edit_message_media(bot: Bot, asked: EditMessageMedia) -> Message:
    """Put another file in the place of one."""
    peer, number = await _named(bot, asked)
    one = asked.media
    edit = Edit(
        text=caption_with(bot, one.caption, one.parse_mode, one.caption_entities),
        media=await media_of(bot.app, bot.caller, input_media(bot, one)),
        invert_media=one.show_caption_above_media,
        reply_markup=from_markup(asked.reply_markup),
    )
    return await _edit(bot, peer, number, edit)


class EditMessageReplyMarkup(EditParams):
    """Another keyboard, or none."""


@method
async def edit_message_reply_markup(bot: Bot, asked: EditMessageReplyMarkup) -> Message:
    """Change the keyboard below a message."""
    peer, number = await _named(bot, asked)
    markup = from_markup(asked.reply_markup) or types.ReplyInlineMarkup(rows=[])
    return await _edit(bot, peer, number, Edit(reply_markup=markup))


class DeleteMessage(Params):
    """Which message."""

    chat_id: ChatId
    message_id: int


@method
async def delete_message(bot: Bot, asked: DeleteMessage) -> bool:
    """Delete a message for everybody."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    try:
        await access_message(bot.app, bot.caller, peer, asked.message_id)
    except RpcError:
        raise BadRequest("message to delete not found") from None
    await _delete(bot, peer, [asked.message_id])
    return True


class DeleteMessages(Params):
    """Which messages."""

    chat_id: ChatId
    message_ids: list[int]


@method
async def delete_messages(bot: Bot, asked: DeleteMessages) -> bool:
    """Delete messages for everybody; those that are not there are passed over."""
    if len(asked.message_ids) not in AT_ONCE:
        raise BadRequest("there must be from 1 to 100 messages")
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    await _delete(bot, peer, asked.message_ids)
    return True


async def _delete(bot: Bot, peer: PeerId, ids: list[int]) -> None:
    if is_channel(peer):
        seen = await access_chat(bot.app, bot.caller, peer)
        await delete_in_channel(bot.app, bot.caller, seen, ids)
    else:
        await delete_own(bot.app, bot.caller, ids, revoke=True)


async def _named(bot: Bot, asked: EditParams) -> tuple[PeerId, int]:
    if asked.inline_message_id is not None:
        raise BadRequest("MESSAGE_ID_INVALID")
    if asked.chat_id is None:
        raise BadRequest("chat_id is empty")
    if not asked.message_id:
        raise BadRequest("message identifier is not specified")
    return await access_named(bot.app, bot.caller, asked.chat_id), asked.message_id


async def _edit(bot: Bot, peer: PeerId, number: int, edit: Edit) -> Message:
    try:
        stored = await access_message(bot.app, bot.caller, peer, number)
    except RpcError:
        raise BadRequest("message to edit not found") from None
    old = decode_content(stored.content)
    if edit.text is not None and edit.media is None and isinstance(old, types.Message):
        plain = old.media is None or isinstance(old.media, types.MessageMediaWebPage)
        if not plain:
            edit = replace(edit, preview=None)
    return (await shown(bot, await edit_message(bot.app, bot.caller, peer, number, edit)))[0]
