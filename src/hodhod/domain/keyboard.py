"""Keyboards of bots: what may stand on them.

Source: https://core.telegram.org/api/bots/buttons
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from hodhod.domain.errors import bad_request
from hodhod.domain.link import checked_url
from hodhod.domain.text import line, utf16_len
from hodhod.tl import types

INLINE_BUTTONS, BUTTONS = 100, 300
"""Buttons below a message, and in place of the letters."""

TEXT_UNITS, PLACEHOLDER_UNITS, COPY_UNITS, QUERY_UNITS = 256, 64, 256, 256
DATA_BYTES = 64

Resolve = Callable[[types.TypeInputUser], int | None]
"""Returns who a bot names, None if it may not."""


def checked_keyboard(
    markup: types.TypeReplyMarkup | None, resolve: Resolve
) -> types.TypeReplyMarkup | None:
    """Return a keyboard as it is kept.

    Args:
        markup: As a bot sends it.
        resolve: Tells whom it names.

    Raises:
        RpcError: 400 REPLY_MARKUP_INVALID, REPLY_MARKUP_TOO_LONG, BUTTON_TEXT_INVALID,
            BUTTON_TYPE_INVALID, BUTTON_URL_INVALID, BUTTON_DATA_INVALID, BUTTON_USER_INVALID,
            BUTTON_COPY_TEXT_INVALID.
    """
    match markup:
        case None | types.ReplyKeyboardHide():
            return markup
        case types.ReplyKeyboardForceReply():
            return replace(markup, placeholder=_placeholder(markup.placeholder))
        case types.ReplyInlineMarkup():
            _require_few((row.buttons for row in markup.rows), INLINE_BUTTONS)
            inline = [
                replace(row, buttons=[_inline(one, resolve) for one in row.buttons])
                for row in markup.rows
                if row.buttons
            ]
            return replace(markup, rows=inline)
        case types.ReplyKeyboardMarkup():
            _require_few((row.buttons for row in markup.rows), BUTTONS)
            rows = [
                replace(row, buttons=[_button(one) for one in row.buttons])
                for row in markup.rows
                if row.buttons
            ]
            if not rows:
                raise bad_request("REPLY_MARKUP_INVALID")
            return replace(markup, rows=rows, placeholder=_placeholder(markup.placeholder))
        case _:
            raise bad_request("REPLY_MARKUP_INVALID")


def _require_few(rows: Iterable[Sequence[object]], most: int) -> None:
    if sum(len(row) for row in rows) > most:
        raise bad_request("REPLY_MARKUP_TOO_LONG")


def _placeholder(text: str | None) -> str | None:
    return None if text is None else line(text, PLACEHOLDER_UNITS) or None


def _text(text: str) -> str:
    """Return what a button says, letter for letter: bots look for it in what people send them."""
    if not line(text, TEXT_UNITS) or utf16_len(text) > TEXT_UNITS:
        raise bad_request("BUTTON_TEXT_INVALID")
    return text


def _url(url: str) -> str:
    checked = checked_url(url)
    if checked is None:
        raise bad_request("BUTTON_URL_INVALID")
    return checked


def _page(url: str) -> str:
    """Return the address of a page that is opened inside of the client."""
    checked = _url(url)
    if not checked.lower().startswith(("http://", "https://")):
        raise bad_request("BUTTON_URL_INVALID")
    return checked


def _inline(button: types.KeyboardInlineButton, resolve: Resolve) -> types.KeyboardInlineButton:
    return replace(button, text=_text(button.text), type=_inline_kind(button.type, resolve))


def _inline_kind(kind: types.TypeInlineButtonType, resolve: Resolve) -> types.TypeInlineButtonType:
    match kind:
        case types.InlineButtonTypeCallback():
            if not 0 < len(kind.data) <= DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
            return kind
        case types.InlineButtonTypeUrl():
            return replace(kind, url=_url(kind.url))
        case types.InputInlineButtonTypeUrlAuth():
            # Nobody is logged in elsewhere by a press: it is a link, as it is for those who refuse.
            return types.InlineButtonTypeUrl(url=_url(kind.url))
        case types.InlineButtonTypeWebView():
            return replace(kind, url=_page(kind.url))
        case types.InlineButtonTypeSwitchInline():
            return replace(kind, query=kind.query[:QUERY_UNITS])
        case types.InlineButtonTypeCopy():
            if not 0 < len(kind.copy_text) <= COPY_UNITS:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
            return kind
        case types.InputInlineButtonTypeUserProfile():
            user_id = resolve(kind.user_id)
            if user_id is None:
                raise bad_request("BUTTON_USER_INVALID")
            return types.InlineButtonTypeUserProfile(user_id=user_id)
        case _:
            # Games and payments are nothing that there is here.
            raise bad_request("BUTTON_TYPE_INVALID")


def _button(button: types.TypeKeyboardButton) -> types.KeyboardButton:
    if not isinstance(button, types.KeyboardButton):
        raise bad_request("BUTTON_TYPE_INVALID")
    kind = button.type
    match kind:
        case types.ButtonTypeSimpleWebView():
            kind = replace(kind, url=_page(kind.url))
        case types.InputButtonTypeRequestPeer():
            kind = types.ButtonTypeRequestPeer(
                button_id=kind.button_id,
                peer_type=kind.peer_type,
                max_quantity=max(1, kind.max_quantity),
            )
        case (
            types.ButtonTypeDefault()
            | types.ButtonTypeRequestPhone()
            | types.ButtonTypeRequestGeoLocation()
            | types.ButtonTypeRequestPoll()
            | types.ButtonTypeRequestPeer()
        ):
            pass
        case _:
            raise bad_request("BUTTON_TYPE_INVALID")
    return replace(button, text=_text(button.text), type=kind)
