"""setChatStickerSet, deleteChatStickerSet.

Source: https://core.telegram.org/bots/api#setchatstickerset
"""

from __future__ import annotations

from hodhod.actions.chats.access import access_chat
from hodhod.actions.chats.looks import set_stickers
from hodhod.botapi.chats import OfChat, access_named
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, method
from hodhod.domain.ids import is_channel
from hodhod.tl import types


class SetChatStickerSet(OfChat, kw_only=True):
    """Which set."""

    sticker_set_name: str


@method
async def set_chat_sticker_set(bot: Bot, asked: SetChatStickerSet) -> bool:
    """Give a supergroup a set of stickers of its own."""
    await _set(bot, asked, types.InputStickerSetShortName(short_name=asked.sticker_set_name))
    return True


@method
async def delete_chat_sticker_set(bot: Bot, asked: OfChat) -> bool:
    """Take a supergroup's own set of stickers away."""
    await _set(bot, asked, types.InputStickerSetEmpty())
    return True


async def _set(bot: Bot, asked: OfChat, named: types.TypeInputStickerSet) -> None:
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    if not is_channel(peer):
        raise BadRequest("method is available for supergroups only")
    seen = await access_chat(bot.app, bot.caller, peer)
    await set_stickers(bot.app, bot.caller, seen, named, emoji=False)
