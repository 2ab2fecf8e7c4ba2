from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.names import about, description, first_name, last_name, title


def test_names_are_cleaned_and_cut() -> None:
    assert first_name("  علی‌رضا \n") == "علی‌رضا"
    assert first_name("\u202eAli") == "Ali"
    assert first_name("x" * 100) == "x" * 64
    assert last_name(" ") == ""


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\u2800\u3164", "\u202e"])
def test_nobody_is_called_nothing(text: str) -> None:
    with pytest.raises(RpcError, match="FIRSTNAME_INVALID"):
        first_name(text)
    with pytest.raises(RpcError, match="CHAT_TITLE_EMPTY"):
        title(text)


def test_what_one_says_of_oneself_is_short() -> None:
    assert about(" a\nb ") == "a b"
    assert about("😀" * 35) == "😀" * 35
    with pytest.raises(RpcError, match="ABOUT_TOO_LONG"):
        about("😀" * 35 + "x")
    assert about("x" * 100, limit=140) == "x" * 100


def test_a_description_keeps_its_lines() -> None:
    assert description(" a\n\n b ") == "a\n\nb"
    with pytest.raises(RpcError, match="CHAT_ABOUT_TOO_LONG"):
        description("x" * 256)
