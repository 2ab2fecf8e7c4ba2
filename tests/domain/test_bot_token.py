import pytest

from hodhod.domain.bot_token import bot_id_in, is_token, make_token
from hodhod.domain.ids import UserId

SECRET, NONCE, BOT = bytes(32), bytes(16), UserId(1_000_001)


def test_a_token_names_its_bot_and_has_the_form_that_libraries_check() -> None:
    token = make_token(SECRET, BOT, NONCE)
    name, _, key = token.partition(":")
    assert (name, len(key)) == ("1000001", 35)
    assert bot_id_in(token) == BOT
    assert is_token(token, SECRET, BOT, NONCE)


@pytest.mark.parametrize(
    ("secret", "bot", "nonce"),
    [
        (b"\1" * 32, BOT, NONCE),
        (SECRET, UserId(BOT + 1), NONCE),
        (SECRET, BOT, b"\1" * 16),
    ],
)
def test_another_secret_bot_or_nonce_is_another_token(
    secret: bytes, bot: UserId, nonce: bytes
) -> None:
    assert not is_token(make_token(SECRET, BOT, NONCE), secret, bot, nonce)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "1000001",
        "1000001:",
        "0:" + "a" * 35,
        "01:" + "a" * 35,
        "1:" + "a" * 34,
        "1:" + "a" * 36,
        "1:" + "a" * 34 + "!",
        "۱:" + "a" * 35,
        "9" * 30 + ":" + "a" * 35,
        "1:" + "a" * 35 + "\n",
        "x" * 10_000,
    ],
)
def test_what_is_no_token_names_nobody(text: str) -> None:
    assert bot_id_in(text) is None
    assert not is_token(text, SECRET, BOT, NONCE)
