"""editMessageText and its kin, deleteMessage, deleteMessages.

Source: https://core.telegram.org/bots/api#updating-messages
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.bots.inline.editing import access_inline, edit_inline
from hodhod.actions.chats.access import access_chat
from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages.delete import delete_in_channel
from hodhod.actions.messages.delete import delete_messages as delete_own
from hodhod.actions.messages.edit import Edit, edit_message
from hodhod.actions.messages.reach import access_message
from hodhod.actions.previews.attach import preview_of
from hodhod.botapi.chats import ChatId, access_named
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.methods.media import InputMedia, input_media
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.sending import (
    caption_with,
    markup_of,
    shown,
    text_with,
)
from hodhod.botapi.types.inline_result import LinkPreviewOptions
from hodhod.botapi.types.markup import ReplyMarkup
from hodhod.botapi.types.message import Message, MessageEntity
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import PeerId, is_channel
from hodhod.domain.inline_message import read
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
async def edit_message_text(bot: Bot, asked: EditMessageText) -> Message | bool:
    """Change the text of a message."""
    words = text_with(bot, asked.text, asked.parse_mode, asked.entities)
    options = asked.link_preview_options or LinkPreviewOptions()
    hidden = options.is_disabled or asked.disable_web_page_preview
    edit = Edit(
        text=words,
        preview=None if hidden else await preview_of(bot.app, *words),
        invert_media=options.show_above_text,
        reply_markup=markup_of(bot, asked.reply_markup),
    )
    return await change(bot, asked, edit)


class EditMessageCaption(EditParams):
    """Another caption."""

    caption: str | None = None
    parse_mode: str | None = None
    caption_entities: list[MessageEntity] | None = None
    show_caption_above_media: bool = False


@method
async def edit_message_caption(bot: Bot, asked: EditMessageCaption) -> Message | bool:
    """Change the words below a file."""
    edit = Edit(
        text=caption_with(bot, asked.caption, asked.parse_mode, asked.caption_entities),
        invert_media=asked.show_caption_above_media,
        reply_markup=markup_of(bot, asked.reply_markup),
    )
    return await change(bot, asked, edit)


class EditMessageMedia(EditParams, kw_only=True):
    """Another file."""

    media: InputMedia


@method
async def edit_message_media(bot: Bot, asked: EditMessageMedia) -> Message | bool:
    """Put another file in the place of one."""
    one = asked.media
    edit = Edit(
        text=caption_with(bot, one.caption, one.parse_mode, one.caption_entities),
        media=await media_of(bot.app, bot.caller, await input_media(bot, one)),
        invert_media=one.show_caption_above_media,
        reply_markup=markup_of(bot, asked.reply_markup),
    )
    return await change(bot, asked, edit)


class EditMessageReplyMarkup(EditParams):
    """Another keyboard, or none."""


@method
async def edit_message_reply_markup(bot: Bot, asked: EditMessageReplyMarkup) -> Message | bool:
    """Change the keyboard below a message."""
    markup = markup_of(bot, asked.reply_markup) or types.ReplyInlineMarkup(rows=[])
    return await change(bot, asked, Edit(reply_markup=markup))


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


async def change(bot: Bot, asked: EditParams, edit: Edit) -> Message | bool:
    """Change a message: one of the bot's own, or one that was sent via it.

    Returns:
        The message as it is now; true for one that was sent via the bot, which it does not see.

    Raises:
        BotError: 400: it is not named, or there is no such message.
        RpcError: What editing raises.
    """
    if asked.inline_message_id is not None:
        name = read(asked.inline_message_id)
        if name is None:
            raise BadRequest("MESSAGE_ID_INVALID")
        _, old = await access_inline(bot.app, bot.caller, name)
        await edit_inline(bot.app, bot.caller, name, _without_preview(old, edit))
        return True
    if asked.chat_id is None:
        raise BadRequest("chat_id is empty")
    if not asked.message_id:
        raise BadRequest("message identifier is not specified")
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    try:
        stored = await access_message(bot.app, bot.caller, peer, asked.message_id)
    except RpcError:
        raise BadRequest("message to edit not found") from None
    edit = _without_preview(decode_content(stored.content), edit)
    answer = await edit_message(bot.app, bot.caller, peer, asked.message_id, edit)
    return (await shown(bot, answer))[0]


def _without_preview(old: types.Message | types.MessageService, edit: Edit) -> Edit:
    """Return an edit of a caption: pages are shown below texts alone."""
    if edit.text is None or edit.media is not None or not isinstance(old, types.Message):
        return edit
    plain = old.media is None or isinstance(old.media, types.MessageMediaWebPage)
    return edit if plain else replace(edit, preview=None)
