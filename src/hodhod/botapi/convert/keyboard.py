"""Keyboards, in both directions.

Source: https://core.telegram.org/bots/api#inlinekeyboardmarkup
"""

from __future__ import annotations

from hodhod.botapi.errors import BadRequest
from hodhod.botapi.types.markup import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    LoginUrl,
    ReplyMarkup,
    SwitchInlineQueryChosenChat,
    WebAppInfo,
)
from hodhod.tl import types

MAX_CALLBACK_BYTES = 64
"""Bytes of callback_data."""

_Chosen = (
    types.InlineQueryPeerTypePM
    | types.InlineQueryPeerTypeBotPM
    | types.InlineQueryPeerTypeMegagroup
    | types.InlineQueryPeerTypeBroadcast
)
_CHOSEN: dict[str, type[_Chosen]] = {
    "allow_user_chats": types.InlineQueryPeerTypePM,
    "allow_bot_chats": types.InlineQueryPeerTypeBotPM,
    "allow_group_chats": types.InlineQueryPeerTypeMegagroup,
    "allow_channel_chats": types.InlineQueryPeerTypeBroadcast,
}


def from_markup(markup: ReplyMarkup | None) -> types.TypeReplyMarkup | None:
    """Return a keyboard that a bot sends.

    Raises:
        BotError: 400: it is of no kind, or a button says nothing, or too much.
    """
    if markup is None:
        return None
    selective = bool(markup.selective)
    if markup.inline_keyboard is not None:
        inline = [
            types.KeyboardInlineButtonRow(buttons=[_from_inline(one) for one in row])
            for row in markup.inline_keyboard
            if row
        ]
        return types.ReplyInlineMarkup(rows=inline)
    if markup.keyboard is not None:
        rows = [
            types.KeyboardButtonRow(buttons=[_from_button(one) for one in row])
            for row in markup.keyboard
            if row
        ]
        if not rows:
            raise BadRequest("reply keyboard is empty")
        return types.ReplyKeyboardMarkup(
            rows=rows,
            resize=bool(markup.resize_keyboard),
            single_use=bool(markup.one_time_keyboard),
            selective=selective,
            persistent=bool(markup.is_persistent),
            placeholder=markup.input_field_placeholder,
        )
    if markup.remove_keyboard:
        return types.ReplyKeyboardHide(selective=selective)
    if markup.force_reply:
        return types.ReplyKeyboardForceReply(
            selective=selective, placeholder=markup.input_field_placeholder, single_use=True
        )
    raise BadRequest("object expected as reply markup")


def _from_inline(button: InlineKeyboardButton) -> types.KeyboardInlineButton:
    if not button.text:
        raise BadRequest("inline keyboard button text is empty")
    return types.KeyboardInlineButton(text=button.text, type=_inline_kind(button))


def _inline_kind(button: InlineKeyboardButton) -> types.TypeInlineButtonType:
    if button.url is not None:
        return types.InlineButtonTypeUrl(url=button.url)
    if button.callback_data is not None:
        data = button.callback_data.encode()
        if not data or len(data) > MAX_CALLBACK_BYTES:
            raise BadRequest("BUTTON_DATA_INVALID")
        return types.InlineButtonTypeCallback(data=data)
    if button.web_app is not None:
        return types.InlineButtonTypeWebView(url=button.web_app.url)
    if button.login_url is not None:
        return types.InlineButtonTypeUrl(url=button.login_url.url)
    if button.copy_text is not None:
        return types.InlineButtonTypeCopy(copy_text=button.copy_text.text)
    return _switch(button)


def _switch(button: InlineKeyboardButton) -> types.InlineButtonTypeSwitchInline:
    if button.switch_inline_query is not None:
        return types.InlineButtonTypeSwitchInline(query=button.switch_inline_query)
    if button.switch_inline_query_current_chat is not None:
        query = button.switch_inline_query_current_chat
        return types.InlineButtonTypeSwitchInline(same_peer=True, query=query)
    if button.switch_inline_query_chosen_chat is not None:
        chosen = button.switch_inline_query_chosen_chat
        kinds = [make() for name, make in _CHOSEN.items() if getattr(chosen, name)]
        return types.InlineButtonTypeSwitchInline(query=chosen.query or "", peer_types=kinds)
    raise BadRequest("text buttons are unallowed in the inline keyboard")


def _from_button(button: KeyboardButton | str) -> types.KeyboardButton:
    if isinstance(button, str):
        return types.KeyboardButton(text=button, type=types.ButtonTypeDefault())
    return types.KeyboardButton(text=button.text, type=_button_kind(button))


def _button_kind(button: KeyboardButton) -> types.TypeButtonType:
    if button.request_contact:
        return types.ButtonTypeRequestPhone()
    if button.request_location:
        return types.ButtonTypeRequestGeoLocation()
    if button.request_poll is not None:
        quiz = {"quiz": True, "regular": False}.get(button.request_poll.type or "")
        return types.ButtonTypeRequestPoll(quiz=quiz)
    if button.web_app is not None:
        return types.ButtonTypeSimpleWebView(url=button.web_app.url)
    if button.request_users is not None:
        users = button.request_users
        return types.InputButtonTypeRequestPeer(
            name_requested=bool(users.request_name),
            username_requested=bool(users.request_username),
            photo_requested=bool(users.request_photo),
            button_id=users.request_id,
            peer_type=types.RequestPeerTypeUser(
                bot=users.user_is_bot, premium=users.user_is_premium
            ),
            max_quantity=users.max_quantity or 1,
        )
    if button.request_chat is not None:
        return _chat_kind(button.request_chat)
    return types.ButtonTypeDefault()


def _chat_kind(chat: KeyboardButtonRequestChat) -> types.InputButtonTypeRequestPeer:
    kind: types.TypeRequestPeerType
    if chat.chat_is_channel:
        kind = types.RequestPeerTypeBroadcast(
            creator=bool(chat.chat_is_created), has_username=chat.chat_has_username
        )
    else:
        kind = types.RequestPeerTypeChat(
            creator=bool(chat.chat_is_created),
            bot_participant=bool(chat.bot_is_member),
            has_username=chat.chat_has_username,
            forum=chat.chat_is_forum,
        )
    return types.InputButtonTypeRequestPeer(
        name_requested=bool(chat.request_title),
        username_requested=bool(chat.request_username),
        photo_requested=bool(chat.request_photo),
        button_id=chat.request_id,
        peer_type=kind,
        max_quantity=1,
    )


def to_inline_markup(markup: types.TypeReplyMarkup | None) -> InlineKeyboardMarkup | None:
    """Return the keyboard below a message; keyboards of other kinds are not shown to bots."""
    if not isinstance(markup, types.ReplyInlineMarkup):
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[[_to_inline(one) for one in row.buttons] for row in markup.rows]
    )


def _to_inline(button: types.KeyboardInlineButton) -> InlineKeyboardButton:
    made, kind = InlineKeyboardButton(text=button.text), button.type
    match kind:
        case types.InlineButtonTypeUrl():
            made.url = kind.url
        case types.InlineButtonTypeUrlAuth():
            made.login_url = LoginUrl(url=kind.url)
        case types.InlineButtonTypeCallback():
            made.callback_data = bytes(kind.data).decode(errors="replace")
        case types.InlineButtonTypeWebView():
            made.web_app = WebAppInfo(url=kind.url)
        case types.InlineButtonTypeCopy():
            made.copy_text = CopyTextButton(text=kind.copy_text)
        case types.InlineButtonTypeSwitchInline() if kind.same_peer:
            made.switch_inline_query_current_chat = kind.query
        case types.InlineButtonTypeSwitchInline() if kind.peer_types:
            chosen = SwitchInlineQueryChosenChat(query=kind.query)
            kinds = {type(one) for one in kind.peer_types}
            for name, one in _CHOSEN.items():
                if one in kinds:
                    setattr(chosen, name, True)
            made.switch_inline_query_chosen_chat = chosen
        case types.InlineButtonTypeSwitchInline():
            made.switch_inline_query = kind.query
        case _:
            pass
    return made
