"""banChatSenderChat, unbanChatSenderChat.

Source: https://core.telegram.org/bots/api#banchatsenderchat
"""

from __future__ import annotations

from hodhod.actions.chats import bans
from hodhod.actions.chats.access import access_chat
from hodhod.botapi.chats import ChatId, access_named
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, Params, method
from hodhod.domain.ids import PeerId, is_channel
from hodhod.tl import types


class SenderChat(Params, kw_only=True):
    """Where, and which channel or group."""

    chat_id: ChatId
    sender_chat_id: int


@method
async def ban_chat_sender_chat(bot: Bot, asked: SenderChat) -> bool:
    """Let nobody write in the name of a channel any more."""
    await _edit(bot, asked, types.ChatBannedRights(view_messages=True, until_date=0))
    return True


@method
async def unban_chat_sender_chat(bot: Bot, asked: SenderChat) -> bool:
    """Let its owner write in the name of a channel again."""
    await _edit(bot, asked, types.ChatBannedRights(until_date=0))
    return True


async def _edit(bot: Bot, asked: SenderChat, rights: types.ChatBannedRights) -> None:
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    if not is_channel(peer):
        raise BadRequest("method is available for supergroup and channel chats only")
    if not is_channel(PeerId(asked.sender_chat_id)):
        raise BadRequest("sender_chat not found")
    seen = await access_chat(bot.app, bot.caller, peer)
    await bans.edit_banned(bot.app, bot.caller, seen, PeerId(asked.sender_chat_id), rights)
