"""Keyboards between layers.

Up to layer 228 there is a constructor for each kind of button, and inline and reply keyboards have
the same rows. From 229 on a button has a type, and inline keyboards have rows of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.tl.change import change, same
from hodhod.tl.generated import types

# The last layer with a constructor for each kind of button.
LAST = 228


def inline_type(button: object) -> types.TypeInlineButtonType | None:
    """The type of an older button below a message; None if it is none of these."""
    match button:
        case types.KeyboardButtonUrl():
            return types.InlineButtonTypeUrl(url=button.url)
        case types.KeyboardButtonCallback():
            return types.InlineButtonTypeCallback(
                requires_password=button.requires_password, data=button.data
            )
        case types.KeyboardButtonSwitchInline():
            return types.InlineButtonTypeSwitchInline(
                same_peer=button.same_peer, query=button.query, peer_types=button.peer_types
            )
        case types.KeyboardButtonGame():
            return types.InlineButtonTypeGame()
        case types.KeyboardButtonBuy():
            return types.InlineButtonTypeBuy()
        case types.KeyboardButtonUrlAuth():
            return types.InlineButtonTypeUrlAuth(
                fwd_text=button.fwd_text, url=button.url, button_id=button.button_id
            )
        case types.InputKeyboardButtonUrlAuth():
            return types.InputInlineButtonTypeUrlAuth(
                request_write_access=button.request_write_access,
                fwd_text=button.fwd_text,
                url=button.url,
                bot=button.bot,
            )
        case types.KeyboardButtonUserProfile():
            return types.InlineButtonTypeUserProfile(user_id=button.user_id)
        case types.InputKeyboardButtonUserProfile():
            return types.InputInlineButtonTypeUserProfile(user_id=button.user_id)
        case types.KeyboardButtonWebView():
            return types.InlineButtonTypeWebView(url=button.url)
        case types.KeyboardButtonCopy():
            return types.InlineButtonTypeCopy(copy_text=button.copy_text)
    return None


def older_inline(button: types.KeyboardInlineButton) -> types.TypeKeyboardButton | None:
    """A button below a message in its older form; None if there was no such kind."""
    text, style, kind = button.text, button.style, button.type
    match kind:
        case types.InlineButtonTypeUrl():
            return types.KeyboardButtonUrl(text=text, style=style, url=kind.url)
        case types.InlineButtonTypeCallback():
            return types.KeyboardButtonCallback(
                text=text, style=style, requires_password=kind.requires_password, data=kind.data
            )
        case types.InlineButtonTypeSwitchInline():
            return types.KeyboardButtonSwitchInline(
                text=text,
                style=style,
                same_peer=kind.same_peer,
                query=kind.query,
                peer_types=kind.peer_types,
            )
        case types.InlineButtonTypeGame():
            return types.KeyboardButtonGame(text=text, style=style)
        case types.InlineButtonTypeBuy():
            return types.KeyboardButtonBuy(text=text, style=style)
        case types.InlineButtonTypeUrlAuth():
            return types.KeyboardButtonUrlAuth(
                text=text,
                style=style,
                fwd_text=kind.fwd_text,
                url=kind.url,
                button_id=kind.button_id,
            )
        case types.InputInlineButtonTypeUrlAuth():
            return types.InputKeyboardButtonUrlAuth(
                text=text,
                style=style,
                request_write_access=kind.request_write_access,
                fwd_text=kind.fwd_text,
                url=kind.url,
                bot=kind.bot or types.InputUserSelf(),
            )
        case types.InlineButtonTypeUserProfile():
            return types.KeyboardButtonUserProfile(text=text, style=style, user_id=kind.user_id)
        case types.InputInlineButtonTypeUserProfile():
            return types.InputKeyboardButtonUserProfile(
                text=text, style=style, user_id=kind.user_id
            )
        case types.InlineButtonTypeWebView():
            return types.KeyboardButtonWebView(text=text, style=style, url=kind.url)
        case types.InlineButtonTypeCopy():
            return types.KeyboardButtonCopy(text=text, style=style, copy_text=kind.copy_text)
    return None


def newer_inline_rows(rows: Sequence[object]) -> tuple[types.TypeKeyboardInlineButtonRow, ...]:
    """Rows below a message in their newest form."""
    result = []
    for row in rows:
        if isinstance(row, types.KeyboardInlineButtonRow):
            result.append(row)
        elif isinstance(row, types.KeyboardButtonRow):
            buttons = tuple(
                types.KeyboardInlineButton(text=button.text, style=button.style, type=kind)
                for button in row.buttons
                if (kind := inline_type(button)) is not None
            )
            result.append(types.KeyboardInlineButtonRow(buttons=buttons))
    return tuple(result)


def older_inline_rows(rows: Sequence[object]) -> tuple[types.TypeKeyboardButtonRow, ...]:
    """Rows below a message in their older form."""
    result = []
    for row in rows:
        if isinstance(row, types.KeyboardButtonRow):
            result.append(row)
        elif isinstance(row, types.KeyboardInlineButtonRow):
            buttons = tuple(
                older for button in row.buttons if (older := older_inline(button)) is not None
            )
            result.append(types.KeyboardButtonRow(buttons=buttons))
    return tuple(result)


def newer_button(button: types.TypeKeyboardButton) -> types.TypeKeyboardButton:
    """A button in place of the keyboard, in its newest form."""
    kind: types.TypeButtonType
    match button:
        case types.KeyboardButtonRequestPhone():
            kind = types.ButtonTypeRequestPhone()
        case types.KeyboardButtonRequestGeoLocation():
            kind = types.ButtonTypeRequestGeoLocation()
        case types.KeyboardButtonRequestPoll():
            kind = types.ButtonTypeRequestPoll(quiz=button.quiz)
        case types.KeyboardButtonSimpleWebView():
            kind = types.ButtonTypeSimpleWebView(url=button.url)
        case types.KeyboardButtonRequestPeer():
            kind = types.ButtonTypeRequestPeer(
                button_id=button.button_id,
                peer_type=button.peer_type,
                max_quantity=1 if button.max_quantity is None else button.max_quantity,
            )
        case types.InputKeyboardButtonRequestPeer():
            kind = types.InputButtonTypeRequestPeer(
                name_requested=button.name_requested,
                username_requested=button.username_requested,
                photo_requested=button.photo_requested,
                button_id=button.button_id,
                peer_type=button.peer_type,
                max_quantity=button.max_quantity,
            )
        case types.KeyboardButton(type=None):
            kind = types.ButtonTypeDefault()
        case _:
            return button
    return types.KeyboardButton(text=button.text, style=button.style, type=kind)


def older_button(button: types.KeyboardButton) -> types.TypeKeyboardButton:
    """A button in place of the keyboard, in its older form."""
    text, style, kind = button.text, button.style, button.type
    match kind:
        case types.ButtonTypeRequestPhone():
            return types.KeyboardButtonRequestPhone(text=text, style=style)
        case types.ButtonTypeRequestGeoLocation():
            return types.KeyboardButtonRequestGeoLocation(text=text, style=style)
        case types.ButtonTypeRequestPoll():
            return types.KeyboardButtonRequestPoll(text=text, style=style, quiz=kind.quiz)
        case types.ButtonTypeSimpleWebView():
            return types.KeyboardButtonSimpleWebView(text=text, style=style, url=kind.url)
        case types.ButtonTypeRequestPeer():
            return types.KeyboardButtonRequestPeer(
                text=text,
                style=style,
                button_id=kind.button_id,
                peer_type=kind.peer_type,
                max_quantity=kind.max_quantity,
            )
        case types.InputButtonTypeRequestPeer():
            return types.InputKeyboardButtonRequestPeer(
                text=text,
                style=style,
                name_requested=kind.name_requested,
                username_requested=kind.username_requested,
                photo_requested=kind.photo_requested,
                button_id=kind.button_id,
                peer_type=kind.peer_type,
                max_quantity=kind.max_quantity,
            )
    return replace(button, type=None)


CHANGES = (
    change(
        types.ReplyInlineMarkup,
        LAST,
        lambda value: replace(value, rows=newer_inline_rows(value.rows)),
        lambda value: replace(value, rows=older_inline_rows(value.rows)),
    ),
    change(types.KeyboardButton, LAST, newer_button, older_button),
    change(types.KeyboardButtonRequestPhone, LAST, newer_button, same),
    change(types.KeyboardButtonRequestGeoLocation, LAST, newer_button, same),
    change(types.KeyboardButtonRequestPoll, LAST, newer_button, same),
    change(types.KeyboardButtonSimpleWebView, LAST, newer_button, same),
    change(types.KeyboardButtonRequestPeer, LAST, newer_button, same),
    change(types.InputKeyboardButtonRequestPeer, LAST, newer_button, same),
)
