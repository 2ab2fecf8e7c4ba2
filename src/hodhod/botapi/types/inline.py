"""What is asked of a bot.

Source: https://core.telegram.org/bots/api#callbackquery
"""

from __future__ import annotations

from hodhod.botapi.types.base import Object
from hodhod.botapi.types.chat import User
from hodhod.botapi.types.media import Location
from hodhod.botapi.types.message import Message


class CallbackQuery(Object):
    """Somebody has pressed a button."""

    id: str
    from_: User
    chat_instance: str
    message: Message | None = None
    inline_message_id: str | None = None
    data: str | None = None
    game_short_name: str | None = None


class InlineQuery(Object):
    """Somebody writes the bot's name and some words anywhere."""

    id: str
    from_: User
    query: str
    offset: str
    chat_type: str | None = None
    location: Location | None = None


class ChosenInlineResult(Object):
    """Somebody has sent what the bot offered."""

    result_id: str
    from_: User
    query: str
    location: Location | None = None
    inline_message_id: str | None = None
