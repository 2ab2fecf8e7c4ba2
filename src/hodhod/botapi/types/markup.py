"""Keyboards.

Source: https://core.telegram.org/bots/api#inlinekeyboardmarkup
"""

from __future__ import annotations

from hodhod.botapi.types.base import Object


class WebAppInfo(Object):
    """A page to open."""

    url: str


class LoginUrl(Object):
    """A page that learns who opens it."""

    url: str
    forward_text: str | None = None
    bot_username: str | None = None
    request_write_access: bool | None = None


class SwitchInlineQueryChosenChat(Object):
    """Which chats may be chosen for an inline query."""

    query: str | None = None
    allow_user_chats: bool | None = None
    allow_bot_chats: bool | None = None
    allow_group_chats: bool | None = None
    allow_channel_chats: bool | None = None


class CopyTextButton(Object):
    """What a button copies."""

    text: str


class InlineKeyboardButton(Object):
    """A button below a message: besides its text it has exactly one field."""

    text: str
    url: str | None = None
    callback_data: str | None = None
    web_app: WebAppInfo | None = None
    login_url: LoginUrl | None = None
    switch_inline_query: str | None = None
    switch_inline_query_current_chat: str | None = None
    switch_inline_query_chosen_chat: SwitchInlineQueryChosenChat | None = None
    copy_text: CopyTextButton | None = None
    pay: bool | None = None


class InlineKeyboardMarkup(Object):
    """A keyboard below a message."""

    inline_keyboard: list[list[InlineKeyboardButton]]


class KeyboardButtonPollType(Object):
    """What kind of poll a button asks for."""

    type: str | None = None


class KeyboardButtonRequestUsers(Object):
    """Whom a button asks for."""

    request_id: int
    user_is_bot: bool | None = None
    user_is_premium: bool | None = None
    max_quantity: int | None = None
    request_name: bool | None = None
    request_username: bool | None = None
    request_photo: bool | None = None


class KeyboardButtonRequestChat(Object):
    """Which chat a button asks for."""

    request_id: int
    chat_is_channel: bool
    chat_is_forum: bool | None = None
    chat_has_username: bool | None = None
    chat_is_created: bool | None = None
    bot_is_member: bool | None = None
    request_title: bool | None = None
    request_username: bool | None = None
    request_photo: bool | None = None


class KeyboardButton(Object):
    """A button in place of the letters."""

    text: str
    request_contact: bool | None = None
    request_location: bool | None = None
    request_poll: KeyboardButtonPollType | None = None
    web_app: WebAppInfo | None = None
    request_users: KeyboardButtonRequestUsers | None = None
    request_chat: KeyboardButtonRequestChat | None = None


class ReplyMarkup(Object):
    """A keyboard of any kind: what makes one kind from another is the first of the fields there is.

    Below the message, in place of the letters, none any more, or an answer to this very message.
    """

    inline_keyboard: list[list[InlineKeyboardButton]] | None = None
    keyboard: list[list[KeyboardButton | str]] | None = None
    remove_keyboard: bool | None = None
    force_reply: bool | None = None
    is_persistent: bool | None = None
    resize_keyboard: bool | None = None
    one_time_keyboard: bool | None = None
    input_field_placeholder: str | None = None
    selective: bool | None = None
