"""People and chats.

Source: https://core.telegram.org/bots/api#user, https://core.telegram.org/bots/api#chat
"""

from __future__ import annotations

from typing import Literal

from hodhod.botapi.types.base import Object


class User(Object):
    """Somebody, or a bot."""

    id: int
    is_bot: bool
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    can_join_groups: bool | None = None
    can_read_all_group_messages: bool | None = None
    supports_inline_queries: bool | None = None
    can_connect_to_business: bool | None = None
    has_main_web_app: bool | None = None
    has_topics_enabled: bool | None = None


ChatType = Literal["private", "group", "supergroup", "channel"]


class Chat(Object):
    """A chat, as messages name it."""

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    is_forum: bool | None = None
