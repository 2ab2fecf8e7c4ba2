from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.username import is_bot_name, is_valid, key, may_begin, require


@pytest.mark.parametrize("text", ["hoopoe", "Ali_1370", "a1234", "x" * 32])
def test_a_name_that_can_be_had(text: str) -> None:
    assert require(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "abcd", "x" * 33, "1abcd", "_abcd", "abcd_", "ab__cd", "ab cd", "abcde\n", "هدهد_۱"],
)
def test_a_name_that_cannot(text: str) -> None:
    assert not is_valid(text)
    with pytest.raises(RpcError, match="USERNAME_INVALID"):
        require(text)


def test_a_name_is_found_by_letters_of_either_case() -> None:
    assert key("@Hoopoe_1") == key("hOOPOE_1") == "hoopoe_1"


@pytest.mark.parametrize("text", ["admin", "Support", "joinchat", "é1234", "abc-d"])
def test_a_name_that_would_deceive_cannot_be_had(text: str) -> None:
    assert not is_valid(text)


def test_a_bot_is_called_one() -> None:
    assert is_bot_name("HoopoeBot")
    assert not is_bot_name("Hoopoe")


@pytest.mark.parametrize("text", ["h", "hodhod", "Hod_2", "a" * 32])
def test_a_username_may_begin_with_letters_digits_and_underscores(text: str) -> None:
    assert may_begin(text)


@pytest.mark.parametrize("text", ["", "2", "_a", "a\0b", "هدهد", "a%", "a\n", "a" * 33])
def test_nothing_else_may(text: str) -> None:
    assert not may_begin(text)
