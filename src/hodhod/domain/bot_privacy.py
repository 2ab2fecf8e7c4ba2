"""What a bot hears in groups: what is meant for it, unless it is an admin or asked to hear all.

Commands, answers to the bot, mentions of it, and what happens to the group itself are meant for it.

Source: https://core.telegram.org/bots/features#privacy-mode
"""

from __future__ import annotations

from collections.abc import Mapping

from hodhod.domain.ids import UserId, from_tl_peer, is_user
from hodhod.domain.utf16 import Utf16
from hodhod.tl import types

Answered = Mapping[tuple[int, int], types.TypeMessage]
"""Messages that others answer, by chat and number."""


def hears(
    message: types.Message | types.MessageService,
    bot_id: UserId,
    username: str,
    answered: Answered,
) -> bool:
    """Tell whether a message is meant for a bot that does not hear everything.

    Args:
        message: As the bot's account sees it.
        bot_id: The bot.
        username: Its public name.
        answered: What messages answer.
    """
    peer = from_tl_peer(message.peer_id)
    if is_user(peer) or isinstance(message, types.MessageService) or message.post:
        return True
    if message.via_bot_id == bot_id or _answers(message, peer, bot_id, answered):
        return True
    text = Utf16(message.message)
    for one in message.entities or ():
        said = text.slice(one.offset, one.offset + one.length)
        match one:
            case types.MessageEntityBotCommand():
                _, at, named = said.partition("@")
                if not at or named.lower() == username.lower():
                    return True
            case types.MessageEntityMention():
                if username and said.lower() == f"@{username.lower()}":
                    return True
            case types.MessageEntityMentionName() if one.user_id == bot_id:
                return True
            case _:
                pass
    return False


def _answers(message: types.Message, peer: int, bot_id: UserId, answered: Answered) -> bool:
    reply = message.reply_to
    if not isinstance(reply, types.MessageReplyHeader) or not reply.reply_to_msg_id:
        return False
    found = answered.get((peer, reply.reply_to_msg_id))
    if not isinstance(found, types.Message | types.MessageService):
        return False
    return found.from_id == types.PeerUser(user_id=bot_id)
