"""setMessageReaction.

Source: https://core.telegram.org/bots/api#setmessagereaction
"""

from __future__ import annotations

from hodhod.actions.messages.reactions import send_reaction
from hodhod.actions.messages.reactions_list import delete_reaction, delete_reactions
from hodhod.botapi.chats import ChatId, access_named
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.types.reaction import ReactionType
from hodhod.domain.ids import PeerId, peer_of_user
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


class DeleteReactions(Params, kw_only=True):
    """Whose."""

    chat_id: ChatId
    user_id: int | None = None
    actor_chat_id: int | None = None


class DeleteMessageReaction(DeleteReactions, kw_only=True):
    """To which message."""

    message_id: int


@method
async def delete_message_reaction(bot: Bot, asked: DeleteMessageReaction) -> bool:
    """Take somebody's reaction to a message away."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    await delete_reaction(bot.app, bot.caller, peer, asked.message_id, _whose(asked))
    return True


@method
async def delete_all_message_reactions(bot: Bot, asked: DeleteReactions) -> bool:
    """Take somebody's reactions in a chat away: those to the newest messages."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    await delete_reactions(bot.app, bot.caller, peer, _whose(asked))
    return True


def _whose(asked: DeleteReactions) -> PeerId:
    if asked.actor_chat_id is not None:
        return PeerId(asked.actor_chat_id)
    if asked.user_id is None:
        raise BadRequest("user_id is empty")
    return peer_of_user(asked.user_id)


def _reaction(one: ReactionType) -> types.TypeReaction:
    number = one.custom_emoji_id or ""
    if one.type == "emoji" and one.emoji:
        return types.ReactionEmoji(emoticon=one.emoji)
    if one.type == "custom_emoji" and number.isdecimal() and len(number) < _DIGITS:
        return types.ReactionCustomEmoji(document_id=int(number))
    raise BadRequest("REACTION_INVALID")
