from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.login_code import Verdict, complaint, judge, new_code, new_code_hash


def drawing(data: bytes) -> Callable[[int], bytes]:
    source = itertools.cycle(data)
    return lambda size: bytes(itertools.islice(source, size))


@given(st.binary(min_size=1).filter(lambda data: min(data) < 250), st.integers(1, 8))
def test_a_code_is_so_many_digits(data: bytes, length: int) -> None:
    code = new_code(drawing(data), length)
    assert len(code) == length
    assert code.isdecimal()


def test_every_digit_is_as_likely_as_any_other() -> None:
    every_byte = drawing(bytes(range(256)))
    digits = "".join(new_code(every_byte, 5) for _ in range(50))
    assert {digits.count(str(digit)) for digit in range(10)} == {25}


def test_a_code_hash_is_18_hex_digits() -> None:
    assert new_code_hash(lambda size: b"\xab" * size) == "ab" * 9


def verdict(given_code: str, *, attempts: int = 0, age: float = 10) -> Verdict:
    return judge(
        code="01234",
        given=given_code,
        created_at=1000,
        attempts=attempts,
        now=1000 + age,
        lifetime_s=300,
        max_attempts=5,
    )


@pytest.mark.parametrize("given_code", ["01234", "۰۱۲۳۴", "٠١٢٣٤", "012 34", "01-234"])
def test_the_code_is_right_however_it_is_typed(given_code: str) -> None:
    assert verdict(given_code) is Verdict.RIGHT
    assert verdict(given_code, attempts=4, age=300) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("given_code", "attempts", "age", "worth", "error"),
    [
        ("", 0, 0, Verdict.EMPTY, "PHONE_CODE_EMPTY"),
        ("01235", 0, 0, Verdict.WRONG, "PHONE_CODE_INVALID"),
        ("1234", 0, 0, Verdict.WRONG, "PHONE_CODE_INVALID"),
        ("012345", 0, 0, Verdict.WRONG, "PHONE_CODE_INVALID"),
        ("\ud7ff", 0, 0, Verdict.WRONG, "PHONE_CODE_INVALID"),
        ("01234", 0, 301, Verdict.EXPIRED, "PHONE_CODE_EXPIRED"),
        ("01234", 5, 0, Verdict.EXHAUSTED, "PHONE_CODE_EXPIRED"),
    ],
)
def test_what_else_an_answer_is_worth(
    given_code: str, attempts: int, age: float, worth: Verdict, error: str
) -> None:
    assert verdict(given_code, attempts=attempts, age=age) is worth
    assert complaint(worth).message == error
