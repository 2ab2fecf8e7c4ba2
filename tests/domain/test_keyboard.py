"""What may stand on the keyboards of bots."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.keyboard import BUTTONS, INLINE_BUTTONS, checked_keyboard
from hodhod.tl import types


def inline(kind: types.TypeInlineButtonType, text: str = "x") -> types.ReplyInlineMarkup:
    button = types.KeyboardInlineButton(text=text, type=kind)
    return types.ReplyInlineMarkup(rows=[types.KeyboardInlineButtonRow(buttons=[button])])


def keys(kind: types.TypeButtonType, count: int = 1) -> types.ReplyKeyboardMarkup:
    buttons = [types.KeyboardButton(text="x", type=kind)] * count
    return types.ReplyKeyboardMarkup(rows=[types.KeyboardButtonRow(buttons=buttons)])


def checked(markup: types.TypeReplyMarkup | None) -> types.TypeReplyMarkup | None:
    return checked_keyboard(
        markup, lambda user: user.user_id if isinstance(user, types.InputUser) else None
    )


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (inline(types.InlineButtonTypeCallback(data=b"")), "BUTTON_DATA_INVALID"),
        (inline(types.InlineButtonTypeCallback(data=b"x" * 65)), "BUTTON_DATA_INVALID"),
        (inline(types.InlineButtonTypeUrl(url="javascript:alert(1)")), "BUTTON_URL_INVALID"),
        (inline(types.InlineButtonTypeWebView(url="tg://x")), "BUTTON_URL_INVALID"),
        (inline(types.InlineButtonTypeCopy(copy_text="")), "BUTTON_COPY_TEXT_INVALID"),
        (inline(types.InlineButtonTypeBuy()), "BUTTON_TYPE_INVALID"),
        (inline(types.InlineButtonTypeUrl(url="a.example"), " "), "BUTTON_TEXT_INVALID"),
        (
            inline(types.InputInlineButtonTypeUserProfile(user_id=types.InputUserEmpty())),
            "BUTTON_USER_INVALID",
        ),
        (keys(types.ButtonTypeDefault(), BUTTONS + 1), "REPLY_MARKUP_TOO_LONG"),
        (types.ReplyKeyboardMarkup(rows=[]), "REPLY_MARKUP_INVALID"),
    ],
)
def test_what_may_not_stand_on_a_keyboard_is_refused(
    markup: types.TypeReplyMarkup, why: str
) -> None:
    with pytest.raises(RpcError, match=why):
        checked(markup)


def test_too_many_buttons_are_refused() -> None:
    row = inline(types.InlineButtonTypeCallback(data=b"x")).rows[0]
    checked(types.ReplyInlineMarkup(rows=[row] * INLINE_BUTTONS))
    with pytest.raises(RpcError, match="REPLY_MARKUP_TOO_LONG"):
        checked(types.ReplyInlineMarkup(rows=[row] * (INLINE_BUTTONS + 1)))


def test_what_bots_send_is_kept_as_people_get_it() -> None:
    assert checked(None) is None
    assert checked(types.ReplyKeyboardHide()) == types.ReplyKeyboardHide()
    assert checked(inline(types.InlineButtonTypeUrl(url="a.example/x"))) == inline(
        types.InlineButtonTypeUrl(url="http://a.example/x")
    )
    user = types.InputUser(user_id=7, access_hash=0)
    assert checked(inline(types.InputInlineButtonTypeUserProfile(user_id=user))) == inline(
        types.InlineButtonTypeUserProfile(user_id=7)
    )
    asks = types.RequestPeerTypeUser()
    named = types.InputButtonTypeRequestPeer(
        name_requested=True, button_id=3, peer_type=asks, max_quantity=1
    )
    kept = types.ButtonTypeRequestPeer(button_id=3, peer_type=asks, max_quantity=1)
    assert checked(keys(named)) == keys(kept)
