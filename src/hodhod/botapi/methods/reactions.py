"""setMessageReaction.

Source: https://core.telegram.org/bots/api#setmessagereaction
"""

from __future__ import annotations

from hodhod.actions.messages.reactions import send_reaction
from hodhod.botapi.chats import ChatId, access_named
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.types.reaction import ReactionType
from hodhod.tl import types

_DIGITS = 20


class SetMessageReaction(Params, kw_only=True):
    """About which message, what."""

    chat_id: ChatId
    message_id: int
    reaction: list[ReactionType] | None = None
    is_big: bool = False


@method
async def set_message_reaction(bot: Bot, asked: SetMessageReaction) -> bool:
    """Say what the bot feels about a message; nothing takes it back."""
    felt = [_reaction(one) for one in asked.reaction or ()]
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    await send_reaction(bot.app, bot.caller, peer, asked.message_id, felt, big=asked.is_big)
    return True


def _reaction(one: ReactionType) -> types.TypeReaction:
    number = one.custom_emoji_id or ""
    if one.type == "emoji" and one.emoji:
        return types.ReactionEmoji(emoticon=one.emoji)
    if one.type == "custom_emoji" and number.isdecimal() and len(number) < _DIGITS:
        return types.ReactionCustomEmoji(document_id=int(number))
    raise BadRequest("REACTION_INVALID")
